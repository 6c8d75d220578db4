"""No module imports another that leads back to it: late imports and those for types alone count like any other."""

from __future__ import annotations

import ast
from collections.abc import Collection, Mapping
from functools import cache
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from tests.test_rooms import Source, sources


def modules_named(tree: ast.AST, package: str, known: Collection[str]) -> set[str]:
    """The known modules that a file of a package imports anywhere; `from package import module` counts as the module."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: package.count(".") + 2 - node.level] if node.level else []
            stem = ".".join([*above, *([node.module] if node.module else [])])
            found |= {below if (below := f"{stem}.{alias.name}") in known else stem for alias in node.names}
    return found & set(known)


def package_of(source: Source) -> str:
    """The package that a module stands in; a package stands in itself."""
    return source.name if source.path.name == "__init__.py" else source.name.rpartition(".")[0]


@cache
def read() -> tuple[tuple[Source, set[str]], ...]:
    """Every module of the game with those that it imports."""
    known = {source.name for source in sources()}
    return tuple((source, modules_named(source.tree, package_of(source), known)) for source in sources())


def a_circle(arrows: Mapping[str, Collection[str]]) -> list[str]:
    """Modules that import each other in a row back to the first; empty when there is no such row."""
    try:
        TopologicalSorter(arrows).prepare()
    except CycleError as error:
        return list(reversed(error.args[1]))
    return []


def test_no_module_leads_back_to_itself() -> None:
    arrows = {source.name: named - {source.name} for source, named in read()}
    assert sum(map(len, arrows.values())) > len(arrows), "the imports were not read"
    circle = a_circle(arrows)
    assert not circle, f"these modules import each other in a circle: {' → '.join(circle)}"


def test_no_folder_leads_back_to_itself() -> None:
    """The folders of a room, too, have one direction: a newcomer can read them from the ground up."""
    homes = {source.name: package_of(source) for source in sources()}
    folders: dict[str, set[str]] = {}
    for source, named in read():
        package = homes[source.name]
        if package != source.name and package not in ("game", "game.screens"):  # they gather what stands in their folders
            folders.setdefault(package, set()).update(homes[other] for other in named)
    arrows = {folder: named - {folder} for folder, named in folders.items()}
    circle = a_circle(arrows)
    assert not circle, f"these folders import each other in a circle: {' → '.join(circle)}"


def test_late_typed_and_relative_imports_count() -> None:
    known = ["game.a", "game.a.b", "game.a.c", "game.a.d", "game.x"]
    text = """
if TYPE_CHECKING:
    from .b import B
def late():
    from . import c, VALUE
    import game.x, json
    from game.a.d import D
"""
    assert modules_named(ast.parse(text), "game.a", known) == {"game.a", "game.a.b", "game.a.c", "game.a.d", "game.x"}


def test_a_circle_is_named_in_the_order_of_its_imports() -> None:
    assert a_circle({"a": ["b"], "b": ["c"], "c": []}) == []
    found = a_circle({"a": ["b"], "b": ["c"], "c": ["a"], "d": ["a"]})
    assert found[0] == found[-1]
    assert set(pairwise(found)) == {("a", "b"), ("b", "c"), ("c", "a")}
