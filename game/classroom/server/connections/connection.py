"""One connection of a device: how long it may take over the head of a request, how large that may be; how many an address may hold.

Held-open and endless requests cost nothing, so that they disturb no class; bodies are the business of `guards.py`."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from game.classroom.server.connections.guards import Guard

SLOWEST_HEAD = 20.0
"""Seconds in which the head of a request must be there, from the connection or from the head's first byte on."""
LARGEST_HEAD = 16_384
MOST_TOGETHER = 400
"""Connections of one address at once: a class may sit behind one address, a pupil who opens thousands may not."""
held: Counter[str] = Counter()
"""Address → its connections now."""


class Connection(HttpToolsProtocol):
    """uvicorn's connection with these limits."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._head = 0  # bytes that came since the request began
        self._waits: asyncio.TimerHandle | None = None  # for a head
        self._address = ""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._address = self.client[0] if self.client else ""
        held[self._address] += 1
        if held[self._address] > MOST_TOGETHER:
            transport.close()
            if isinstance(self.app, Guard):
                self.app.noticed(self._address, "many")
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        self._waited()
        held[self._address] -= 1
        if held[self._address] <= 0:
            del held[self._address]
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self.transport.is_closing():
            return
        self._head += len(data)
        super().data_received(data)
        if self._waits is not None and self._head > LARGEST_HEAD:
            self.send_400_response("The request is too large.")

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._head = 0
        self._wait()

    def on_headers_complete(self) -> None:
        self._waited()
        super().on_headers_complete()

    def _wait(self) -> None:
        self._waited()
        self._waits = self.loop.call_later(SLOWEST_HEAD, self.transport.close)

    def _waited(self) -> None:
        if self._waits is not None:
            self._waits.cancel()
            self._waits = None
