"""Holds the promise of equal games against every Python of this machine, each with the oldest and the newest NumPy that it has.

In an environment of its own each pair compares the golden pages, plays scripted campaigns whose saves the first pair must verify
and which verifies the first pair's, plays a quarter by typing, and draws the Desk. Prints a line a pair and names what is missing.
Exits 1 when anything differs, when a pair fails, or when only one Python was tried where there are more."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OLDEST, WANTED = (3, 11), ("3.11", "3.12", "3.13", "3.14")
NUMPY = ("2.0.*", "2.1.*", "2.2.*", "2.3.*", "2.4.*")
"""Minor versions, oldest first: the first that has a wheel for a Python is its oldest; the newest is what pip takes by itself."""
CAMPAIGN = ("--scenario", "spring-curbs", "--beijing", "hawk", "--washington", "tit-for-tat", "--campaigns", "2", "--seed", "7")
TYPED = "2\nc\nc\nh\nc\nc\nc\nh\nc\nquit\n"


class Failed(Exception):
    """A pair did not do what every pair must do."""


def run(*command: object, folder: Path, home: Path | None = None, typed: str = "") -> str:
    """Standard output of a command; Failed with its last words when it ends otherwise than with 0."""
    own = {"HOME": str(home), "XDG_DATA_HOME": str(home / "data"), "XDG_CACHE_HOME": str(home / "cache")} if home else {}
    known = {**os.environ, **own, "SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "dummy"}
    known.pop("PYTHONPATH", None)
    words = [str(word) for word in command]
    done = subprocess.run(words, cwd=folder, env=known, input=typed, capture_output=True, text=True, timeout=900)
    if done.returncode:
        raise Failed(f"{' '.join(words[1:5])} … ended with {done.returncode}: {(done.stdout + done.stderr).strip()[-400:]}")
    return done.stdout


def interpreters() -> dict[str, Path]:
    """Full version → executable of every CPython from 3.11 on: pyenv's, those on the path, and the one that runs this."""
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    found = [Path(sys.executable), *sorted(pyenv.glob("3.*/bin/python3"))]
    for folder in os.environ.get("PATH", "").split(os.pathsep):
        found += sorted(p for p in Path(folder or ".").glob("python3.*") if re.fullmatch(r"python3\.\d+", p.name))
    ask = "import sys; print(sys.implementation.name, '%d.%d.%d' % sys.version_info[:3])"
    known: dict[str, Path] = {}
    for path in found:
        try:
            name, version = subprocess.run([path, "-c", ask], capture_output=True, text=True, timeout=60, check=True).stdout.split()
        except (OSError, subprocess.SubprocessError, ValueError):
            continue  # a stand-in of pyenv for a version that is not there
        if name == "cpython" and tuple(map(int, version.split("."))) >= OLDEST:
            known.setdefault(version, path)
    return dict(sorted(known.items(), key=lambda item: tuple(map(int, item[0].split(".")))))


def environments(version: str, python: Path, wheel: Path, folder: Path) -> dict[str, Path]:
    """NumPy version → Python of an environment with the game and that NumPy: the oldest wheel and the newest."""
    made: dict[str, Path] = {}
    for age, wanted in (("oldest", NUMPY), ("newest", ("",))):
        home = folder / f"{version}-{age}"
        run(python, "-m", "venv", "--without-pip", home, folder=folder)  # some systems' Pythons come without ensurepip
        inside = home / ("Scripts" if os.name == "nt" else "bin") / "python"
        pip = (sys.executable, "-m", "pip", "--python", inside)
        for numpy in wanted:
            pin = [f"numpy=={numpy}"] if numpy else []
            try:
                run(*pip, "install", "-q", "--only-binary", "numpy", wheel, *pin, folder=folder)
                break
            except Failed:
                if numpy == wanted[-1]:
                    raise
        made.setdefault(run(inside, "-c", "import numpy; print(numpy.__version__)", folder=folder).strip(), inside)
    return made


def played(python: Path, home: Path) -> dict[str, str]:
    """What one pair makes of the same work, to be compared with every other; its saves stay in `home`."""
    game = (python, "-m", "game")
    home.mkdir()
    run(*game, "golden", "--folder", ROOT / "tests" / "golden", folder=home, home=home)
    told = json.loads(run(*game, "simulate", *CAMPAIGN, "--json", "--save-dir", home / "saves", folder=home, home=home))
    typed = run(*game, "play", "--text", *CAMPAIGN[:2], "--side", "washington", "--seed", "7", folder=home, home=home, typed=TYPED)
    saves = sorted((home / "data").rglob("*.save"))
    if not saves:
        raise Failed(f"play --text kept no save; its last words: {typed[-300:]}")
    replayed = json.loads(run(*game, "replay", saves[0], "--verify", "--json", folder=home, home=home))
    run(*game, "screenshot", "desk", home / "desk.png", folder=home, home=home)
    alike = {key: told[key] for key in ("digests", "verdict", "endings")}
    return {"campaigns": json.dumps(alike, sort_keys=True), "typed": json.dumps(replayed, sort_keys=True)}


def verify(python: Path, saves: Path, home: Path) -> None:
    """Every save of another pair, played again."""
    for save in sorted(saves.glob("*.save")):
        run(python, "-m", "game", "replay", save, "--verify", folder=home, home=home)


def main() -> int:
    found = interpreters()
    lacking = [v for v in WANTED if not any(version.startswith(f"{v}.") for version in found)]
    print(f"Pythons here: {', '.join(found)}; not here: {', '.join(lacking) or 'none'}", flush=True)
    folder = Path(tempfile.mkdtemp(prefix="equal-games-"))
    faults: list[str] = []
    try:
        run(sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", folder, ROOT, folder=folder)
        wheel = next(folder.glob("*.whl"))
        pairs: dict[tuple[str, str], Path] = {}
        for version, python in found.items():
            try:
                made = environments(version, python, wheel, folder)
                pairs |= {(version, numpy): inside for numpy, inside in made.items()}
            except Failed as problem:
                faults.append(f"Python {version}: {problem}")
        faults += compared(pairs, folder)
        tried = {version for version, _ in pairs}
        if len(tried) < 2 and len(found) > 1:
            faults.append(f"only {', '.join(tried) or 'none'} was tried although there are {', '.join(found)}")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(*faults, sep="\n")
    print(f"{len(pairs)} pairs of Python and NumPy, {len(faults)} faults")
    return 1 if faults else 0


def compared(pairs: Mapping[tuple[str, str], Path], folder: Path) -> list[str]:
    """What differs from the first pair, as sentences; two pairs work at a time."""
    homes = {pair: folder / f"home-{i}" for i, pair in enumerate(pairs)}
    faults: list[str] = []
    with ThreadPoolExecutor(max_workers=2) as pool:
        tasks = {pair: pool.submit(played, python, homes[pair]) for pair, python in pairs.items()}
    first = next(iter(pairs), None)
    for pair, task in tasks.items():
        try:
            told, expected = task.result(), tasks[first].result()
            differ = [name for name in told if told[name] != expected[name]]
            verify(pairs[pair], homes[first] / "saves", homes[pair])
            verify(pairs[first], homes[pair] / "saves", homes[first])
        except Failed as problem:
            differ = [str(problem)]
        print(f"Python {pair[0]:<8} NumPy {pair[1]:<8} {'differs: ' + '; '.join(differ) if differ else 'equal'}", flush=True)
        faults += [f"Python {pair[0]} with NumPy {pair[1]}: {what}" for what in differ]
    return faults


if __name__ == "__main__":
    sys.exit(main())
