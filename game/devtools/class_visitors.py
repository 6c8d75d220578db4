"""Browsers of a class without a screen: one connection each, cookies, forms; light enough that two hundred fit beside the server.

Speaks just enough HTTP for the classroom's own pages; what it measures is the bench's business."""

from __future__ import annotations

import asyncio
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

HOST = "127.0.0.1"
KEY = "bench"
FIELD = re.compile(r'<input type="radio" name="([^"]+)" value="([^"]*)"(?: checked)?>')


@dataclass(slots=True)
class Answer:
    """An answer of the server: number, headers by name, text."""

    status: int
    headers: Mapping[str, str]
    text: str


@dataclass(slots=True)
class Browser:
    """One device. Connects when it must and when the connection is gone; by a socket of `dial`, if it is in another network."""

    port: int
    host: str = HOST
    dial: Callable[[], socket.socket] | None = None
    cookies: dict[str, str] = field(default_factory=dict)
    reader: asyncio.StreamReader | None = None
    writer: asyncio.StreamWriter | None = None

    async def get(self, path: str) -> Answer:
        """A page."""
        return await self._ask("GET", path, b"")

    async def post(self, path: str, form: Mapping[str, str]) -> Answer:
        """A form; redirects are not followed."""
        return await self._ask("POST", path, urlencode(form).encode())

    async def _ask(self, method: str, path: str, body: bytes) -> Answer:
        """Ask, and once more on a fresh connection when the old one turns out to be gone. ConnectionError when nobody is there."""
        used = self.writer is not None and not self.writer.is_closing()
        try:
            return await self._asked(method, path, body)
        except (OSError, asyncio.IncompleteReadError):
            self.close()
            if not used:
                raise ConnectionError from None
        try:
            return await self._asked(method, path, body)
        except (OSError, asyncio.IncompleteReadError):
            self.close()
            raise ConnectionError from None

    async def _connected(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if self.dial is None:
            return await asyncio.open_connection(self.host, self.port)
        own = self.dial()
        own.setblocking(False)
        await asyncio.get_running_loop().sock_connect(own, (self.host, self.port))
        return await asyncio.open_connection(sock=own)

    async def _asked(self, method: str, path: str, body: bytes) -> Answer:
        if self.writer is None or self.writer.is_closing():
            self.reader, self.writer = await self._connected()
        assert self.reader is not None
        cookies = "; ".join(f"{k}={v}" for k, v in self.cookies.items())
        head = f"{method} {path} HTTP/1.1\r\nhost: {self.host}:{self.port}\r\n"
        head += f"cookie: {cookies}\r\n" if cookies else ""
        head += f"content-type: application/x-www-form-urlencoded\r\ncontent-length: {len(body)}\r\n" if method == "POST" else ""
        self.writer.write(head.encode() + b"\r\n" + body)
        raw = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        pairs = [line.partition(": ")[::2] for line in raw[1:] if line]
        headers = {name.lower(): value for name, value in pairs}
        for name, value in pairs:
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0].strip('"')
        length = int(headers.get("content-length", "0"))
        text = (await self.reader.readexactly(length)).decode("utf-8", "replace") if length else ""
        if headers.get("connection") == "close":
            self.close()
        return Answer(int(raw[0].split(" ")[1]), headers, text)

    def close(self) -> None:
        """Hang up."""
        if self.writer is not None:
            self.writer.close()
        self.reader = self.writer = None

    async def join(self, pin: str) -> Answer:
        """From the address on the board to the first screen."""
        await self.get("/")
        answer = await self.post("/join", {"pin": pin, "language": "en"})
        if answer.status != 303 or answer.headers["location"] != "/play":
            raise ValueError(f"not let in: {answer.status}")
        return await self.get("/play")


def form_of(page: str, turn: int = 0) -> dict[str, str]:
    """A seat's form, every question answered."""
    given = {name: hidden(page, name) for name in ("step", "round", "sequence")}
    own = re.search(r'data-poll="/state\?seat=(\w+)"', page)
    given["seat"] = own[1] if own else ""  # not asked for by the page; the bench knows its seats by it
    values: dict[str, list[str]] = {}
    for name, value in FIELD.findall(page):
        values.setdefault(name, []).append(value)
    return given | {name: found[turn % len(found)] for name, found in values.items()}


def hidden(page: str, name: str) -> str:
    """The value of a hidden field."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    if found is None:
        raise ValueError(f"the page has no {name}")
    return found[1]


class Served:
    """The real server as a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, 0
        self.process: subprocess.Popen[str] | None = None

    def __enter__(self) -> Served:
        self.start(0)
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    def start(self, port: int, *more: str) -> None:
        """Start it, and wait until it says where it is."""
        command = [sys.executable, "-m", "game", "classroom", "--port", str(port), "--folder", str(self.folder), "--lang", "en"]
        self.process = subprocess.Popen([*command, "--key", KEY, "--no-browser", *more], stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        found = re.search(r":(\d+)/teacher", self.process.stdout.readline())
        if found is None:
            raise ValueError("the server did not start")
        self.port = int(found[1])

    @property
    def pid(self) -> int:
        """The running process's id."""
        assert self.process is not None
        return self.process.pid

    def cpu(self) -> float:
        """Seconds of processor time that the server has used."""
        parts = Path(f"/proc/{self.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        return (int(parts[11]) + int(parts[12])) / 100.0

    def memory(self) -> float:
        """Most MiB that the server has held."""
        text = Path(f"/proc/{self.pid}/status").read_text("ascii")
        found = re.search(r"VmHWM:\s+(\d+)", text)
        return int(found[1]) / 1024.0 if found else 0.0

    def kill(self) -> None:
        """End it without a word."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()


class Teacher(Browser):
    """The teacher's browser."""

    async def enter(self) -> None:
        """With the key, to the dashboard."""
        await self.get(f"/teacher?key={KEY}")

    async def begin(self, preset: str) -> str:
        """A new session; its PIN."""
        await self.post("/teacher/begin", {"preset": preset})
        await self.do("auto")  # the bench decides when a step is over
        return self.pin_on((await self.get("/teacher")).text)

    @staticmethod
    def pin_on(page: str) -> str:
        """The PIN that a dashboard shows."""
        found = re.search(r"PIN <b>([A-Z]+)</b>", page)
        if found is None:
            raise ValueError("no session was begun")
        return found[1]

    async def do(self, verb: str) -> None:
        """One of the dashboard's buttons."""
        page = (await self.get("/teacher")).text
        await self.post("/teacher/do", {"verb": verb, "mark": hidden(page, "mark")})
