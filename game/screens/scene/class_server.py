"""A class's server as a process beside the game: started and ended, steered and asked over HTTP as its own pages do.

The server is `game/classroom`, which stands above the screens; nothing here imports it. Every call may take seconds or fail with
OSError, so that callers make it beside."""

from __future__ import annotations

import json
import re
import secrets
import subprocess
import sys
from http.cookiejar import CookieJar
from typing import Any
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, ProxyHandler, build_opener

from game.structs import Struct

STARTS = re.compile(r"http://127\.0\.0\.1:(\d+)/teacher")
PORT = "8018"
PATIENCE = 30.0
"""Seconds until an answer of the machine's own server counts as none."""


class ClassNow(Struct):
    """What the Classroom screen shows of a running server. `code` is the way in as rows of 0 and 1; no texts before a session."""

    begun: bool
    opened: bool
    open_to: str
    addresses: tuple[str, ...]
    network: tuple[str, ...]
    step: str = ""
    where: str = ""
    answered: str = ""
    debrief_in: str = ""
    say: str = ""
    mark: str = ""
    pin: str = ""
    join: str = ""
    code: tuple[str, ...] = ()


def program() -> list[str]:
    """What starts this game: its own file in a packaged folder, else Python with the package."""
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "game"]


class ClassServer:
    """A running server. OSError where it cannot be started or does not answer."""

    def __init__(self, language: str, folder: str = "", port: str = PORT) -> None:
        self.key = secrets.token_urlsafe(16)
        # Joined by "=", since a key or a folder may begin with "-" and would then be read as an option.
        where = [f"--folder={folder}"] if folder else []
        command = [*program(), "classroom", f"--port={port}", f"--key={self.key}", "--no-browser", f"--lang={language}", *where]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8")
        assert self._process.stdout is not None and self._process.stderr is not None
        found = STARTS.search(self._process.stdout.readline())
        if found is None:
            self._process.wait()
            raise OSError((self._process.stderr.read().strip().splitlines() or [""])[-1])
        self.url = f"http://127.0.0.1:{found[1]}"
        # Schools set proxies for everything; this machine's own address must not go there.
        self._web = build_opener(ProxyHandler({}), HTTPCookieProcessor(CookieJar()))
        self._ask(f"/teacher?key={self.key}")

    def now(self) -> ClassNow:
        """How things stand."""
        told: dict[str, Any] = json.loads(self._ask("/teacher/now"))
        fields: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in told.items()}
        return ClassNow(**fields)

    def begin(self, preset: str) -> ClassNow:
        """Begin a session and let the class in."""
        self._ask("/teacher/begin", preset=preset)
        self._ask("/teacher/open")
        return self.now()

    def press(self, verb: str) -> ClassNow:
        """Press one of the dashboard's buttons."""
        self._ask("/teacher/do", verb=verb, mark=self.now().mark)
        return self.now()

    def page(self, name: str) -> str:
        """The address of the teacher's page, with its key, or of the projector's."""
        return f"{self.url}/{name}?key={self.key}" if name == "teacher" else f"{self.url}/{name}"

    def stop(self) -> None:
        """End the server; the session stays on the disk and can go on."""
        self._process.terminate()
        try:
            self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()

    def _ask(self, path: str, **form: str) -> str:
        posted = path in ("/teacher/begin", "/teacher/open", "/teacher/do")
        data = urlencode(form).encode() if posted else None
        with self._web.open(self.url + path, data, timeout=PATIENCE) as answer:
            found: str = answer.read().decode("utf-8")
        return found
