"""Runs the server: a loop, a first socket on loopback, further ones when the teacher opens the class, an orderly end."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import secrets
import signal
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import uvicorn

from game.classroom.server.app import application
from game.classroom.server.classroom import Classroom
from game.classroom.server.connections.connection import Connection
from game.classroom.server.connections.guards import Guard
from game.classroom.server.connections.network import LOOPBACK, listening
from game.classroom.server.entry import Entry
from game.classroom.server.room import Room
from game.classroom.server.timekeeper import keep
from game.engine.rules.vocabulary.rules import Rules

MOST_FILES = 8192


class Server(uvicorn.Server):
    """A server among others in one loop; signals are the loop's business."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def more_files() -> None:
    """Let the process hold as many connections as the system allows it, within reason."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        most = MOST_FILES if hard == resource.RLIM_INFINITY else min(hard, MOST_FILES)
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, most), hard))


async def serve(
    rules: Rules,
    folder: Path,
    port: int,
    language: str,
    ready: Callable[[str], None],
    key: str = "",
    again: bool = False,
    opened: bool = False,
) -> None:
    """Serve until the process is told to end. SessionError, before anything is served, when the port is taken.

    `ready` gets the teacher's address; whoever has it is the teacher. `again` goes on with the newest session, `opened` answers the
    whole network from the start."""
    folder.mkdir(parents=True, exist_ok=True)
    more_files()
    first = listening(LOOPBACK, port)
    port = first.getsockname()[1]
    hosts = {f"{LOOPBACK}:{port}", f"localhost:{port}"}
    servers: dict[str, tuple[Server, asyncio.Task[None]]] = {}  # by address
    ending: set[asyncio.Task[None]] = set()  # of addresses that were closed

    async def start(address: str, sock: socket.socket) -> None:
        config = uvicorn.Config(
            guard, http=Connection, ws="none", lifespan="off", log_config=None, access_log=False, server_header=False,
            proxy_headers=False,
            timeout_keep_alive=30, timeout_graceful_shutdown=3,
        )  # fmt: skip
        server = Server(config)
        servers[address] = (server, asyncio.create_task(server.serve(sockets=[sock])))
        while not server.started:
            await asyncio.sleep(0.01)

    async def listen(address: str) -> None:
        await start(address, listening(address, port))

    def stop(address: str) -> None:
        server, task = servers.pop(address)
        server.should_exit = True
        ending.add(task)

    entry = Entry(port, hosts, listen, stop)
    entry.forget_old(folder)
    classroom = Classroom(rules, folder, entry, key or secrets.token_urlsafe(18), language)
    guard = Guard(application(classroom), hosts, classroom.notice)
    kept = entry.kept(folder) if again else []
    if kept:
        classroom.adopt(await Room.again(rules, folder / kept[0], classroom.seat_names()))
    await start(LOOPBACK, first)
    clock = asyncio.create_task(keep(classroom))
    if opened:
        await entry.open()
    over = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(name, over.set)
    gc.freeze()  # content stays to the end; looking through it again and again would make pupils wait
    ready(f"http://{LOOPBACK}:{port}/teacher?key={classroom.key}")
    await over.wait()
    clock.cancel()
    for address in tuple(servers):
        stop(address)
    await asyncio.gather(clock, *ending, return_exceptions=True)
    if classroom.room is not None:
        classroom.room.close()
