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
    "devtools": (*BELOW_SCREENS, "screens", "terminal", "classroom", "desktop"),
    "commands": (*BELOW_SCREENS, "screens", "terminal", "classroom", "desktop", "devtools"),
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
    "classroom": ("starlette", "uvicorn", "jinja2", "segno", "markupsafe"),
    "desktop": ("pygame", "accesskit", "pyttsx3"),
    "devtools": (),
    "commands": (),
}
FREE = ("game.installation",)
"""What any room may import: where the game's own files lie."""
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
            module = ".".join(x for x in (stem, node.module or "") if x)
            found += [f"game.{a.name}" for a in node.names] if module == "game" else [module]
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(GAME)))
def test_arrows_go_down_the_table_only(path):
    room = room_of(name_of(path))
    for module in imports(path):
        top = module.split(".")[0]
        if top == "game":
            target = room_of(module)
            if room and target != room and module not in FREE:
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


FACES = ("desktop", "terminal")
"""Their sums are whole pixels and columns."""


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(GAME)))
def test_sums_and_powers_have_the_same_bits_on_every_python(path):
    """`sum` of floats is compensated since Python 3.12, `fsum` and `statistics.fmean` round otherwise, `**` asks the C library."""
    if room_of(name_of(path)) in FACES:
        return
    assert unequal_sums(ast.parse(path.read_text("utf-8"))) == [], "use `total` of game/engine/world, and `power` of portable"


EXACT = {
    "math": {"ceil", "comb", "copysign", "factorial", "floor", "inf", "isfinite", "isinf", "isnan", "nan", "prod", "sqrt"},
    "statistics": {"median", "quantiles"},
}
"""What may be taken of modules whose other functions ask the C library, or round otherwise from one Python to the next."""


def unequal_sums(tree: ast.Module) -> list[str]:
    """What of a module's arithmetic hangs on the Python that runs it. Powers of two are exact anywhere."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module in EXACT:
            found += [f"{node.lineno}: {a.name}" for a in node.names if a.name not in EXACT[node.module]]
        elif isinstance(node, ast.Name) and node.id in ("sum", "pow"):
            found.append(f"{node.lineno}: {node.id}")
        elif isinstance(node, ast.Attribute) and getattr(node.value, "id", "") in EXACT:
            found += [f"{node.lineno}: {node.attr}"] if node.attr not in EXACT[node.value.id] else []
        elif isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Pow):
            base = node.left if isinstance(node, ast.BinOp) else node.target
            if not (isinstance(base, ast.Constant) and base.value in (2, 0.5)):
                found.append(f"{node.lineno}: **")
    return found


def test_unequal_sums_are_found() -> None:
    lines = ["from math import fsum, floor", "sum(x)", "math.fsum(x)", "statistics.fmean(x)", "y ** 0.5", "2.0**-20", "total(x)"]
    text = "\n".join(lines)
    assert sorted(unequal_sums(ast.parse(text))) == [
        "1: fsum", "2: sum", "3: fsum", "4: fmean", "5: **",
    ]  # fmt: skip


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(GAME)))
def test_no_comprehension_hides_a_name_that_its_function_reads_from_outside(path):
    """CPython 3.12.0 and 3.12.1 inline such a comprehension wrongly and end with a SystemError (mended in 3.12.2)."""
    assert hidden_by_comprehensions(ast.parse(path.read_text("utf-8"))) == []


COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


def hidden_by_comprehensions(scope: ast.AST) -> list[str]:
    """Names that a comprehension of a scope binds, that the scope itself does not, and that it reads elsewhere."""
    bound: set[str] = set()
    own: set[str] = set()
    read: list[ast.Name] = []
    found: list[str] = []

    def walk(node: ast.AST, inside: frozenset[str]) -> None:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda):
            own.update([node.name] if not isinstance(node, ast.Lambda) else [])
            found.extend(hidden_by_comprehensions(node))
            return
        if isinstance(node, COMPREHENSIONS):
            names = {n.id for g in node.generators for n in ast.walk(g.target) if isinstance(n, ast.Name)}
            bound.update(names if not isinstance(node, ast.GeneratorExp) else ())
            inside |= names
        if isinstance(node, ast.arg):
            own.add(node.arg)
        if isinstance(node, ast.Name) and node.id not in inside:
            own.add(node.id) if isinstance(node.ctx, ast.Store) else read.append(node)
        for child in ast.iter_child_nodes(node):
            walk(child, inside)

    for child in ast.iter_child_nodes(scope):
        walk(child, frozenset())
    return found + [f"{n.lineno}: {n.id}" for n in read if n.id in bound - own]


def test_hidden_names_are_found() -> None:
    faulty = "def f(rows):\n    seen = {id(r) for r in rows}\n    return [id for id, _ in rows], seen"
    assert hidden_by_comprehensions(ast.parse(faulty)) == ["2: id"]
    sound = "def f(id, rows):\n    a = id\n    return [id for id in rows], (x for x in rows), a"
    assert hidden_by_comprehensions(ast.parse(sound)) == []
