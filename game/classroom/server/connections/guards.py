"""What every request must pass before a page is made: host, origin, size and time; and the headers that every answer bears.

A plain ASGI wrapper, so that it costs next to nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any

from game.outside_text import whole_number

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

MOST_BYTES = 65_536
SLOWEST = 15.0
"""Seconds in which the body of a request must be there."""
HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),
    (b"cache-control", b"no-store"),
)


class Guard:
    """Lets through requests to one of the server's own hosts that no other site has sent. `hosts` may grow while it runs."""

    def __init__(self, app: App, hosts: set[str], noticed: Callable[[str, str], None]) -> None:
        self.app, self.hosts, self.noticed = app, hosts, noticed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        fault = self.fault(scope["method"], scope["headers"], headers)
        address = (scope.get("client") or ("?",))[0]
        if fault:
            self.noticed(address, fault)
            await plain(send, *ANSWERS[fault])
            return
        body = b""
        if scope["method"] == "POST":
            try:
                async with asyncio.timeout(SLOWEST):
                    body = await whole(receive)
            except (TooLarge, TimeoutError) as error:
                fault = "large" if isinstance(error, TooLarge) else "slow"
                self.noticed(address, fault)
                await plain(send, *ANSWERS[fault])
                return
        await self.app(scope, replayed(body, receive), with_headers(send))

    def fault(self, method: str, pairs: Iterable[tuple[bytes, bytes]], headers: dict[bytes, bytes]) -> str:
        """Why a request is not answered; "" when it is."""
        if method not in ("GET", "POST", "HEAD"):
            return "method"
        hosts = [value for name, value in pairs if name == b"host"]
        if len(hosts) != 1 or hosts[0].decode("latin-1").lower() not in self.hosts:
            return "host"
        if method == "POST":
            origin = headers.get(b"origin") or headers.get(b"referer", b"")
            same = b"http://" + hosts[0]
            if origin and origin != same and not origin.startswith(same + b"/"):
                return "origin"
            if headers.get(b"sec-fetch-site", b"same-origin") not in (b"same-origin", b"none"):
                return "origin"
            if whole_number(headers.get(b"content-length", b"0").decode("latin-1"), MOST_BYTES) is None:
                return "large"
        return ""


ANSWERS = {
    "method": (405, b"This server answers GET and POST."),
    "host": (421, b"This address is not one of the server's own. Use the address on the board."),
    "origin": (403, b"This form was sent by another site, so it was not taken."),
    "large": (413, b"This is too large for an answer. Nothing was taken."),
    "slow": (408, b"The answer did not arrive in time. Send it again."),
}


class TooLarge(Exception):
    """A body longer than any form of these pages."""


async def whole(receive: Receive) -> bytes:
    """The body of a request."""
    body = b""
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise TooLarge
        body += bytes(message.get("body", b""))
        if len(body) > MOST_BYTES:
            raise TooLarge
        if not message.get("more_body"):
            return body


def replayed(body: bytes, receive: Receive) -> Receive:
    """A body that was read already, given once more."""
    given = False

    async def once() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return once


def with_headers(send: Send) -> Send:
    """Answers with the headers that every page bears."""

    async def more(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message.get("headers", []), *HEADERS]
        await send(message)

    return more


async def plain(send: Send, status: int, words: bytes) -> None:
    """A refusal in one sentence."""
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(words)).encode()), *HEADERS]
    await send({"type": "http.response.start", "status": status, "headers": [*headers, (b"connection", b"close")]})
    await send({"type": "http.response.body", "body": words})
