"""The table of rooms is law: imports go down it only, and what a room must not touch it does not touch."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

GAME = Path(__file__).resolve().parent.parent / "game"
BELOW_PLAY = ("engine.world", "engine.rules", "content", "forecast", "opponents")
BELOW_SCREENS = (*BELOW_PLAY, "play", "lab")
ROOMS: dict[str, tuple[str, ...]] = {
    "engine.world": (),
    "engine.rules": ("engine.world",),
    "content": ("engine.world", "engine.rules"),
    "forecast": ("engine.world", "engine.rules"),
    "opponents": ("engine.world", "engine.rules", "forecast"),
    "play": BELOW_PLAY,
    "lab": (*BELOW_PLAY, "play"),
    "screens": BELOW_SCREENS,
    "terminal": (*BELOW_SCREENS, "screens"),
    "classroom": (*BELOW_SCREENS, "screens"),
    "desktop": (*BELOW_SCREENS, "screens"),
    "commands": (*BELOW_SCREENS, "screens", "terminal", "classroom", "desktop"),
}
LIBRARIES: dict[str, tuple[str, ...]] = {
    "engine.world": ("numpy",),
    "engine.rules": ("numpy",),
    "content": ("pydantic", "pydantic_core", "yaml", "numpy", "platformdirs"),
    "forecast": ("numpy",),
    "opponents": ("numpy",),
    "play": ("numpy", "platformdirs"),
    "lab": ("numpy", "scipy", "SALib"),
    "screens": ("platformdirs", "yaml"),
    "terminal": (),
    "classroom": (),
    "desktop": ("pygame", "accesskit", "pyttsx3"),
    "commands": (),
}
FILES = sorted(GAME.rglob("*.py"))


def room_of(module: str) -> str:
    """The room of a dotted module name below `game`, or "" for the command line and package roots."""
    return next((room for room in ROOMS if module == f"game.{room}" or module.startswith(f"game.{room}.")), "")


def name_of(path: Path) -> str:
    parts = ["game", *path.relative_to(GAME).with_suffix("").parts]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path) -> list[str]:
    """Every module that a file imports, relative ones made absolute."""
    found: list[str] = []
    package = name_of(path).split(".") if path.name == "__init__.py" else name_of(path).split(".")[:-1]
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found += [a.name for a in node.names]
        elif isinstance(node, ast.ImportFrom):
            stem = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            found.append(".".join(x for x in (stem, node.module or "") if x))
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(GAME)))
def test_arrows_go_down_the_table_only(path):
    room = room_of(name_of(path))
    for module in imports(path):
        top = module.split(".")[0]
        if top == "game":
            target = room_of(module)
            assert target or module in ("game", "game.engine") or not room, f"{room} may not import {module}"
            if room and target != room:
                assert target in ROOMS[room], f"{room} may not import {module}"
        elif room and top not in sys.stdlib_module_names and top != "__future__":
            assert top in LIBRARIES[room], f"{room} may not import {module}"


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(GAME)))
def test_no_drawn_luck_no_print_no_catch_all_names(path):
    room = room_of(name_of(path))
    assert "random" not in [m.split(".")[0] for m in imports(path)], "luck is looked up, never drawn"
    assert path.stem not in ("utils", "common", "helpers")
    assert room == "desktop" or "pygame" not in [m.split(".")[0] for m in imports(path)], "pygame belongs to the desktop room"
    tree = ast.parse(path.read_text("utf-8"))
    if room != "commands" and path.name != "cli.py":
        prints = [n for n in ast.walk(tree) if isinstance(n, ast.Call) and getattr(n.func, "id", "") == "print"]
        assert not prints, "print belongs to the command line"
    if room.startswith("engine"):
        banned = {"exp", "log", "log1p", "expm1", "power", "tanh", "einsum", "dot", "matmul"}
        used = {n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute) and getattr(n.value, "id", "") in ("np", "numpy")}
        assert not used & banned, "not equal between processors"


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(GAME)))
def test_no_mutable_state_at_module_level(path):
    """A module's names are bound once; a literal list or set invites change. Tables are tuples, or dicts written out in full."""
    for node in ast.parse(path.read_text("utf-8")).body:
        value = node.value if isinstance(node, ast.Assign | ast.AnnAssign) else None
        targets = [getattr(t, "id", "") for t in node.targets] if isinstance(node, ast.Assign) else []
        if "__all__" in targets:
            continue
        assert not isinstance(value, ast.List | ast.Set | ast.ListComp | ast.SetComp), f"{path.name}:{node.lineno}"
        if isinstance(value, ast.Dict):
            assert value.keys, f"{path.name}:{node.lineno} an empty dict at module level can only be there to change"


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(GAME)))
def test_a_module_says_what_it_is_for(path):
    text = path.read_text("utf-8")
    if text.strip():
        assert ast.get_docstring(ast.parse(text)), "a module opens with one or two lines: what it is for"
