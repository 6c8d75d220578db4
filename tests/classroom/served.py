"""The real server as its own process, and the browsers of a class as plain HTTP clients."""

from __future__ import annotations

import atexit
import re
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import httpx

KEY = "the-key-of-the-test"
STARTS = re.compile(r"http://127\.0\.0\.1:(\d+)/teacher")


@dataclass
class Served:
    """A running server."""

    process: subprocess.Popen[str]
    port: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def browser(self, **more: object) -> httpx.Client:
        return httpx.Client(base_url=self.url, follow_redirects=True, timeout=60, **more)  # type: ignore[arg-type]

    def teacher(self) -> Teacher:
        return Teacher(self)

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=60)


def serve(folder: Path, *more: str, port: int = 0, program: Sequence[str] = (sys.executable, "-m", "game")) -> Served:
    """Start a server and wait until it says where it is."""
    command = [*program, "classroom", "--port", str(port), "--folder", str(folder), "--lang", "en"]
    process = subprocess.Popen([*command, "--key", KEY, "--no-browser", *more], stdout=subprocess.PIPE, text=True)
    atexit.register(process.kill)  # a test that fails leaves no server behind
    assert process.stdout is not None
    found = STARTS.search(process.stdout.readline())
    assert found, "the server did not start"
    return Served(process, int(found[1]))


def hidden(page: str, name: str) -> str:
    """The value of a hidden field of a page."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, name
    return found[1]


class Teacher:
    """The teacher's browser."""

    def __init__(self, served: Served) -> None:
        self.web = served.browser()
        assert self.web.get(f"/teacher?key={KEY}").status_code == 200

    def begin(self, preset: str = "council", alone: bool = False, **more: str) -> str:
        """Begin a session; its PIN. The clock leads it only if it is `alone` with that: a loaded machine is slow."""
        page = self.web.post("/teacher/begin", data={"preset": preset, **more}).text
        found = re.search(r"PIN <b>([A-Z]{6})</b>", page)
        assert found, page[-400:]
        if not alone and 'value="auto"' in page:
            self.do("auto")
        return found[1]

    @property
    def page(self) -> str:
        return self.web.get("/teacher").text

    @property
    def where(self) -> str:
        found = re.search(r"<strong>(.*?)</strong>", self.page)
        assert found
        return found[1]

    def do(self, verb: str, mark: str = "", **more: str) -> httpx.Response:
        return self.web.post("/teacher/do", data={"verb": verb, "mark": mark or hidden(self.page, "mark"), **more})

    def to(self, step: str) -> None:
        """Press Next until a step is reached."""
        for _ in range(60):
            if self.where.endswith(step):
                return
            assert self.do("next").status_code == 200
        raise AssertionError(f"{step} was never reached; the session stands at {self.where}")


class Pupil:
    """A pupil's browser."""

    def __init__(self, served: Served, pin: str, language: str = "en") -> None:
        self.web = served.browser()
        self.web.get("/")
        answer = self.web.post("/join", data={"pin": pin, "language": language})
        assert answer.url.path == "/play", answer.text

    @property
    def page(self) -> str:
        return self.web.get("/play").text

    @property
    def name(self) -> str:
        found = re.search(r"<strong>(.*?)</strong>", self.page)
        assert found
        return found[1]

    @property
    def code(self) -> str:
        found = re.search(r"<p>([A-Z]{7}) ", self.page)
        assert found
        return found[1]

    def filled(self, turn: int = 0) -> dict[str, str]:
        """The page's form with an answer to every question."""
        page = self.page
        given = {name: hidden(page, name) for name in ("step", "round", "sequence")}
        for name in dict.fromkeys(re.findall(r'<input type="(?:radio|checkbox)" name="([^"]+)"', page)):
            values = re.findall(rf'name="{re.escape(name)}" value="([^"]*)"(?: checked)?>', page)
            given[name] = values[turn % len(values)]
        return given

    def vote(self, turn: int = 0) -> httpx.Response:
        return self.web.post("/ballot", data=self.filled(turn))

    def can_vote(self) -> bool:
        return 'action="/ballot"' in self.page
