"""Makes a folder that runs without Python and without administrator rights, and starts it once.

    python packaging/build.py [--out DIR]

Run it in an environment that holds the game and PyInstaller (`pip install -e '.[packaging]'`), on the system for which the folder
is meant: PyInstaller makes none for another. Exit code 0 when the folder was made and started, 1 when it did not start."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NAME = "indispensable"
LEFT_OUT = ("scipy", "SALib", "pandas", "matplotlib", "tkinter", "pytest", "hypothesis", "playwright", "IPython")
"""Libraries of the laboratory and of development, which nobody in a classroom needs."""


def build(out: Path) -> Path:
    """The folder `out/indispensable` with the program, all content and all assets in it; the program's path."""
    from PyInstaller.__main__ import run

    os.environ["PYTHONPATH"] = str(ROOT)  # its helpers look for the game's modules in processes of their own
    with tempfile.TemporaryDirectory() as work:
        run(
            [
                "--noconfirm", "--onedir", "--console", "--log-level", "WARN", "--name", NAME,
                "--distpath", str(out), "--workpath", work, "--specpath", work, "--paths", str(ROOT),
                "--collect-submodules", "game", "--collect-data", "game",
                "--collect-submodules", "uvicorn", "--hidden-import", "httptools",
                "--add-data", f"{ROOT / 'content'}{os.pathsep}game/_data/content",
                "--add-data", f"{ROOT / 'assets'}{os.pathsep}game/_data/assets",
                *(part for name in LEFT_OUT for part in ("--exclude-module", name)),
                str(Path(__file__).with_name("start.py")),
            ]
        )  # fmt: skip
    return out / NAME / (f"{NAME}.exe" if os.name == "nt" else NAME)


def starts(program: Path) -> bool:
    """Whether the program runs from its folder alone, away from the repository, and finds its content sound."""
    with tempfile.TemporaryDirectory() as away:
        bare = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        return subprocess.run([program, "check"], cwd=away, env=bare, timeout=300, check=False).returncode == 0


def main() -> int:
    """Build and start."""
    parser = argparse.ArgumentParser(description="Make a folder of the game that runs without Python, and start it once.")
    parser.add_argument("--out", default=str(ROOT / "dist"), metavar="DIR")
    program = build(Path(parser.parse_args().out).resolve())
    if not starts(program):
        print(f"{program} was made and does not start.", file=sys.stderr)
        return 1
    print(f"{program} was made and starts.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
