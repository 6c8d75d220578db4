"""The table of rooms is law: imports go down it only, and what a room must not touch it does not touch."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

GAME = Path(__file__).resolve().parent.parent / "game"
BELOW_PLAY = ("engine.world", "engine.rules", "content", "forecast", "opponents")
BELOW_SCREENS = (*BELOW_PLAY, "play")
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
    "devtools": (*BELOW_SCREENS, "lab", "screens", "terminal", "classroom", "desktop"),
    "commands": (*BELOW_SCREENS, "lab", "screens", "terminal", "classroom", "desktop", "devtools"),
}
LIBRARIES: dict[str, tuple[str, ...]] = {
    "engine.world": ("numpy",),
    "engine.rules": ("msgspec", "numpy"),
    "content": ("babel", "msgspec", "pydantic", "pydantic_core", "yaml", "numpy", "platformdirs"),
    "forecast": ("numpy", "platformdirs"),
    "opponents": ("numpy",),
    "play": ("filelock", "msgspec", "numpy", "platformdirs"),
    "lab": ("numpy", "scipy", "SALib"),
    "screens": ("babel", "platformdirs"),
    "terminal": (),
    "classroom": ("starlette", "uvicorn", "jinja2", "segno", "markupsafe"),
    "desktop": ("pygame", "accesskit", "pyttsx3"),
    "devtools": (),
    "commands": (),
}
FREE = (
    "game.installation", "game.structs", "game.outside_text", "game.outside_files", "game.sentences", "game.drawing",
    "game.csv_file",
)  # fmt: skip
"""What any room may import: where the game's own files lie, what values are made of, the doors for text and files from outside,
sentences that can be said in any language, what the laboratory draws with, and tables for spreadsheets."""
FILES = sorted(GAME.rglob("*.py"))


def room_of(module: str) -> str:
    """The room of a dotted module name below `game`, or "" for the command line and package roots."""
    return next((room for room in ROOMS if module == f"game.{room}" or module.startswith(f"game.{room}.")), "")


def name_of(path: Path) -> str:
    parts = ["game", *path.relative_to(GAME).with_suffix("").parts]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@dataclass(frozen=True)
class Source:
    """One module of the game, read once."""

    path: Path
    name: str
    room: str
    tree: ast.Module
    nodes: tuple[ast.AST, ...]  # of the whole tree

    def __str__(self) -> str:
        return str(self.path.relative_to(GAME))


@cache
def sources() -> tuple[Source, ...]:
    """Every module of the game."""
    return tuple(source_of(path, path.read_text("utf-8")) for path in FILES)


def source_of(path: Path, text: str) -> Source:
    """A module as the rules see it."""
    tree = ast.parse(text)
    return Source(path, name_of(path), room_of(name_of(path)), tree, tuple(ast.walk(tree)))


def made_up(module: str, text: str) -> Source:
    """A module of the game that does not exist."""
    return source_of(GAME / f"{module.replace('.', '/')}.py", text)


def offenders(rule: Callable[[Source], Iterable[object]]) -> list[str]:
    """What a rule finds in all modules, each with the file's name before it."""
    return [f"{source}: {what}" for source in sources() for what in rule(source)]


def imports(source: Source) -> list[str]:
    """Every module that a file imports, relative ones made absolute."""
    found: list[str] = []
    package = source.name.split(".") if source.path.name == "__init__.py" else source.name.split(".")[:-1]
    for node in source.nodes:
        if isinstance(node, ast.Import):
            found += [a.name for a in node.names]
        elif isinstance(node, ast.ImportFrom):
            stem = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            module = ".".join(x for x in (stem, node.module or "") if x)
            found += [f"game.{a.name}" for a in node.names] if module == "game" else [module]
    return found


def forbidden_imports(source: Source) -> Iterator[str]:
    """Imports of a module that the table of rooms does not allow."""
    room = source.room
    for module in imports(source) if room else ():
        top = module.split(".")[0]
        if top == "game":
            target = room_of(module)
            if target not in (room, *ROOMS[room]) and module not in FREE:
                yield f"{room} may not import {module}"
        elif top not in sys.stdlib_module_names and top != "__future__" and top not in LIBRARIES[room]:
            yield f"{room} may not import {module}"


def test_arrows_go_down_the_table_only() -> None:
    assert offenders(forbidden_imports) == []


def test_an_arrow_that_goes_up_is_found() -> None:
    text = "import os, numpy, pygame\nfrom game.play import Store\nfrom ...content import packs\nfrom game import installation, cli"
    assert list(forbidden_imports(made_up("engine.rules.x", text))) == [
        "engine.rules may not import pygame",
        "engine.rules may not import game.play",
        "engine.rules may not import game.content",
        "engine.rules may not import game.cli",
    ]
    assert list(forbidden_imports(made_up("cli", text))) == [], "the command line imports what it likes"


def test_luck_is_looked_up_never_drawn() -> None:
    assert offenders(lambda source: (m for m in imports(source) if m.split(".")[0] == "random")) == []


def test_tests_wait_for_what_they_can_observe() -> None:
    tests = Path(__file__).resolve().parent
    sleeping = [str(p.relative_to(tests)) for p in sorted(tests.rglob("*.py")) if ".sleep(" in p.read_text("utf-8")]
    assert sleeping == ["test_rooms.py", "waiting.py"], "use `until` of tests/waiting.py"


def test_no_name_that_holds_anything() -> None:
    assert [str(source) for source in sources() if source.path.stem in ("utils", "common", "helpers")] == []


def test_pygame_belongs_to_the_window() -> None:
    assert offenders(lambda source: (m for m in imports(source) if m.split(".")[0] == "pygame" and source.room != "desktop")) == []


def prints(source: Source) -> list[str]:
    """Lines that print outside the command line."""
    if source.room == "commands" or source.name == "game.cli":
        return []
    calls = (n for n in source.nodes if isinstance(n, ast.Call))
    return [f"{n.lineno}: print" for n in calls if getattr(n.func, "id", "") == "print"]


def test_print_belongs_to_the_command_line() -> None:
    assert offenders(prints) == []
    assert prints(made_up("play.x", "x = 1\nprint(x)")) == ["2: print"]


UNEQUAL = {"exp", "log", "log1p", "expm1", "power", "tanh", "einsum", "dot", "matmul"}
"""Functions of NumPy whose bits differ between processors."""


def unequal_functions(source: Source) -> list[str]:
    """Functions that the engine must not ask NumPy for."""
    if not source.room.startswith("engine"):
        return []
    asked = (n for n in source.nodes if isinstance(n, ast.Attribute) and getattr(n.value, "id", "") in ("np", "numpy"))
    return [f"{n.lineno}: {n.attr}" for n in asked if n.attr in UNEQUAL]


def test_the_engine_asks_numpy_for_nothing_that_differs_between_processors() -> None:
    assert offenders(unequal_functions) == []
    assert unequal_functions(made_up("engine.world.x", "np.add(a, b)\nnp.exp(a)")) == ["2: exp"]


def mutable_globals(source: Source) -> Iterator[str]:
    """A module's names are bound once; a literal list or set invites change. Tables are tuples, or dicts written out in full."""
    for node in source.tree.body:
        value = node.value if isinstance(node, ast.Assign | ast.AnnAssign) else None
        targets = [getattr(t, "id", "") for t in node.targets] if isinstance(node, ast.Assign) else []
        if "__all__" in targets:
            continue
        if isinstance(value, ast.List | ast.Set | ast.ListComp | ast.SetComp):
            yield f"{node.lineno}: a list or a set at module level"
        elif isinstance(value, ast.Dict) and not value.keys:
            yield f"{node.lineno}: an empty dict at module level can only be there to change"


def test_no_mutable_state_at_module_level() -> None:
    assert offenders(mutable_globals) == []
    text = "__all__ = ['x']\nA = (1, 2)\nB = [1]\nC: dict = {}\nD = {1: 2}"
    assert [found.split(":")[0] for found in mutable_globals(made_up("play.x", text))] == ["3", "4"]


def test_a_module_says_what_it_is_for() -> None:
    silent = [str(source) for source in sources() if source.tree.body and not ast.get_docstring(source.tree)]
    assert not silent, "a module opens with one or two lines: what it is for"


FACES = ("desktop", "terminal")
"""Their sums are whole pixels and columns."""


def test_sums_and_powers_have_the_same_bits_on_every_python() -> None:
    """`sum` of floats is compensated since Python 3.12, `fsum` and `statistics.fmean` round otherwise, `**` asks the C library."""
    found = offenders(lambda source: () if source.room in FACES else unequal_sums(source.tree))
    assert found == [], "use `total` of game/engine/world, and `power` of portable"


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


def test_no_comprehension_hides_a_name_that_its_function_reads_from_outside() -> None:
    """CPython 3.12.0 and 3.12.1 inline such a comprehension wrongly and end with a SystemError (mended in 3.12.2)."""
    assert offenders(lambda source: hidden_by_comprehensions(source.tree)) == []


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
