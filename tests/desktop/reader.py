"""A screen reader for tests, as small as can be: switches accessibility on, walks the tree of a window, presses what it finds.

Run by `dbus-run-session` as `python -m tests.desktop.reader PRESS -- COMMAND…`: starts the command, prints what it reads of its
window as JSON lines, presses the control named PRESS, and prints the lines of the command."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from shutil import which

from tests.waiting import until

LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher", "/usr/lib/at-spi-bus-launcher")
NEEDED = ("dbus-run-session", "gdbus")
ATSPI = "org.a11y.atspi"
REF = re.compile(r"\('(:[\d.]+)', (?:objectpath )?'([^']+)'\)")


def launcher() -> str:
    """The program that opens the accessibility bus; "" where there is none."""
    return next((path for path in LAUNCHERS if which(path)), "")


def lacking() -> str:
    """Why this cannot run here; "" when it can."""
    missing = [p for p in NEEDED if which(p) is None] + ([] if launcher() else ["at-spi-bus-launcher"])
    return f"a screen reader needs {' and '.join(missing)}" if missing else ""


def call(bus: list[str], dest: str, path: str, method: str, *args: str) -> str:
    """What a method of the bus answers, as gdbus writes it; "" when it fails."""
    done = subprocess.run(
        ["gdbus", "call", *bus, "--timeout", "5", "--dest", dest, "--object-path", path, "--method", method, *args],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout


def children(bus: list[str], ref: tuple[str, str]) -> list[tuple[str, str]]:
    return REF.findall(call(bus, *ref, f"{ATSPI}.Accessible.GetChildren"))


def read(bus: list[str], ref: tuple[str, str]) -> dict[str, str]:
    """Name and role (its number in the standard) of one thing."""
    name = call(bus, *ref, "org.freedesktop.DBus.Properties.Get", f"{ATSPI}.Accessible", "Name")
    role = re.search(r"uint32 (\d+)", call(bus, *ref, f"{ATSPI}.Accessible.GetRole"))
    told = re.search(r"<(['\"])(.*)\1>", name)
    return {"name": told[2] if told else "", "role": role[1] if role else ""}


def walked(bus: list[str], root: tuple[str, str], press: str) -> str:
    """Reads all windows that there are, breadth first, and prints what it reads; "pressed" once a control of this name is."""
    todo = [ref for app in children(bus, root) for ref in children(bus, app)]
    while todo:
        ref = todo.pop(0)
        todo += children(bus, ref)
        found = read(bus, ref)
        print(json.dumps(found), flush=True)
        if found["name"] == press and "true" in call(bus, *ref, f"{ATSPI}.Action.DoAction", "0"):
            return "pressed"
    return ""


def main(press: str, command: list[str]) -> None:
    session = ["--session"]
    opened = subprocess.Popen([launcher(), "--launch-immediately"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = until(lambda: call(session, "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus.GetAddress").strip()[2:-3]) or ""
    for what in ("IsEnabled", "ScreenReaderEnabled"):
        call(session, "org.a11y.Bus", "/org/a11y/bus", "org.freedesktop.DBus.Properties.Set", "org.a11y.Status", what, "<true>")
    bus = ["--address", address]
    game = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    root = (f"{ATSPI}.Registry", f"/{ATSPI.replace('.', '/')}/accessible/root")
    try:
        pressed = until(lambda: walked(bus, root, press) or ("ended" if game.poll() is not None else ""), 40) == "pressed"
        print(json.dumps({"pressed": pressed}), flush=True)
        if not pressed:
            game.terminate()
        told, _ = game.communicate(timeout=20)
        print(told, flush=True)
    finally:
        game.kill()
        opened.terminate()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[3:])
