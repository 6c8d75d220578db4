"""A bad wireless network between a server and a class, for the kernel's own TCP: two network namespaces of Linux, joined by two TUN
devices between which this process carries every packet, late, and drops some.

The kernel's `netem` does the same where it is built in; this needs the module `tun` alone, and the rights to make a namespace."""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import os
import random
import select
import socket
import struct
import subprocess
import threading
import time
from collections import deque
from collections.abc import Iterator
from pathlib import Path

SET_INTERFACE, TUN_ALONE = 0x400454CA, 0x1001  # TUNSETIFF; IFF_TUN | IFF_NO_PI
NEW_NETWORK = 0x40000000  # CLONE_NEWNET
PACKET = 65_536
SERVER, ROOM = "192.168.77.1", "192.168.77.2"


class BadNetwork:
    """The server's side and the class's side. Of all packets `lost` (a share) never arrive, the others `late` seconds after."""

    def __init__(self, lost: float, late: float, seed: int = 1) -> None:
        self.lost, self.late, self.carried, self.dropped = lost, late, 0, 0
        self._luck, self._over = random.Random(seed), threading.Event()
        name = f"class{os.getpid()}"
        self.server, self.room = f"{name}s", f"{name}r"

    def __enter__(self) -> BadNetwork:
        """OSError or CalledProcessError where this machine has no such thing, or does not allow it."""
        self._ends = []
        try:
            for space, address in ((self.server, SERVER), (self.room, ROOM)):
                self._ends.append(self._end(space, address))
        except BaseException:
            self._gone()
            raise
        self._carrier = threading.Thread(target=self._carry, daemon=True)
        self._carrier.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._carrier.join()
        self._gone()

    def _end(self, space: str, address: str) -> int:
        tun = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
        fcntl.ioctl(tun, SET_INTERFACE, struct.pack("16sH22x", space.encode(), TUN_ALONE))
        for command in (
            f"ip netns add {space}",
            f"ip link set {space} netns {space}",
            f"ip -n {space} link set lo up",
            f"ip -n {space} address add {address}/24 dev {space}",
            f"ip -n {space} link set {space} up",
            f"ip -n {space} route add default dev {space}",
        ):
            subprocess.run(command.split(), check=True, capture_output=True)
        return tun

    def _gone(self) -> None:
        for tun in self._ends:
            os.close(tun)
        for space in (self.server, self.room):
            subprocess.run(["ip", "netns", "delete", space], check=False, capture_output=True)

    def _carry(self) -> None:
        """Each packet from one end to the other when its time has come; in order, as the delay is the same for all."""
        waiting: deque[tuple[float, int, bytes]] = deque()
        one, two = self._ends
        while not self._over.is_set():
            wait = max(0.0, waiting[0][0] - time.monotonic()) if waiting else 0.2
            for end in select.select(self._ends, (), (), wait)[0]:
                with contextlib.suppress(BlockingIOError):
                    while packet := os.read(end, PACKET):
                        if self._luck.random() < self.lost:
                            self.dropped += 1
                        else:
                            waiting.append((time.monotonic() + self.late, two if end == one else one, packet))
            while waiting and waiting[0][0] <= time.monotonic():
                _, to, packet = waiting.popleft()
                with contextlib.suppress(OSError):
                    os.write(to, packet)
                    self.carried += 1

    @contextlib.contextmanager
    def inside(self, space: str) -> Iterator[None]:
        """For this thread: sockets that are made here belong to that side, and stay there."""
        libc = ctypes.CDLL(None, use_errno=True)
        with Path("/proc/thread-self/ns/net").open() as home, Path(f"/run/netns/{space}").open() as there:
            if libc.setns(there.fileno(), NEW_NETWORK):
                raise OSError(ctypes.get_errno(), "setns")
            try:
                yield
            finally:
                libc.setns(home.fileno(), NEW_NETWORK)

    def socket_in(self, space: str) -> socket.socket:
        """A TCP socket of a side."""
        with self.inside(space):
            return socket.socket(socket.AF_INET, socket.SOCK_STREAM)
