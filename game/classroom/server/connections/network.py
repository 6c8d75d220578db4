"""The machine's own addresses, sockets that listen on them, and in plain words what is in the way.

Nothing is sent: a connected datagram socket only asks which address would be used."""

from __future__ import annotations

import contextlib
import errno
import socket
import sys

from game.classroom.sessions.session import SessionError
from game.structs import Struct

LOOPBACK = "127.0.0.1"
FAR = (("10.255.255.255", 1), ("172.31.255.255", 1), ("192.168.255.255", 1), ("192.0.2.1", 1))
"""Places in private networks and in a range that belongs to nobody, to learn which own address leads there."""


class Look(Struct):
    """What the network check found: addresses for the class, and the keys of the sentences to say about them."""

    addresses: tuple[str, ...]
    sentences: tuple[str, ...]


def own_addresses() -> tuple[str, ...]:
    """The machine's addresses in its networks, without loopback; none without a network."""
    found: list[str] = []
    for place in FAR:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            try:
                probe.connect(place)
                found.append(probe.getsockname()[0])
            except OSError:
                continue
    with contextlib.suppress(OSError):
        found += [str(info[4][0]) for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)]
    return tuple(dict.fromkeys(a for a in found if not a.startswith(("127.", "0."))))


def look(opened: tuple[str, ...], visitors: int) -> Look:
    """What is in the way of a class, most likely first. `visitors` is how many other machines have come so far."""
    addresses = own_addresses()
    if not addresses:
        return Look((), ("net_none",))
    if not opened:
        return Look(addresses, ("net_loopback",))
    lost = [a for a in opened if a not in addresses]
    if lost:
        return Look(addresses, ("net_changed",))
    if all(a.startswith("169.254.") for a in addresses):
        return Look(addresses, ("net_no_router",))
    return Look(addresses, ("net_good",) if visitors else ("net_nobody", "net_firewall", "net_isolation"))


def listening(address: str, port: int) -> socket.socket:
    """A socket that listens there; SessionError in a sentence when the port is taken or the address is gone."""
    sock = socket.socket(
        socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP
    )  # named, or asyncio leaves small writes to wait 40 ms
    if sys.platform == "win32":
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)  # otherwise two servers could share a port there
    else:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        sock.bind((address, port))
        sock.listen(1024)
    except OSError as error:
        sock.close()
        if error.errno in (errno.EADDRINUSE, errno.EACCES):
            raise SessionError("port_taken", port=str(port)) from None
        raise SessionError("not_listening", address=address, reason=error.strerror or str(error)) from None
    sock.setblocking(False)
    return sock
