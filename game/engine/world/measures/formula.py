"""Formulas as text that a machine can evaluate and a screen can write: numbers, names, + - * / **, min, max, exp and log.

A name is the id of a quantity, with _ for -; `watcher[households]` is one of something. What names mean is not known here."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from functools import cache, reduce

import numpy as np

from game.engine.world.arithmetic.array import Array
from game.engine.world.arithmetic.portable import exp, log

Ref = tuple[str, str]
"""What a name in a formula refers to: the id of a quantity, and what it is of ("" for the same as the formula's own)."""

SIGNS: Mapping[type, tuple[str, int]] = {
    ast.Add: (" + ", 1), ast.Sub: (" − ", 1), ast.Mult: (" × ", 2), ast.Div: (" / ", 2), ast.Pow: ("^", 4),
}  # fmt: skip
NEGATIVE = 3  # how tightly a minus sign holds


def _divided(a: Array, b: Array) -> Array:
    """a / b, and 0 where b is 0: a share of nothing is nothing."""
    a, b = np.broadcast_arrays(a, b)
    return np.divide(a, b, out=np.zeros(a.shape), where=b != 0)


DO: Mapping[type, Callable[[Array, Array], Array]] = {
    ast.Add: np.add, ast.Sub: np.subtract, ast.Mult: np.multiply, ast.Div: _divided, ast.Pow: lambda a, b: exp(b * log(a)),
}  # fmt: skip
CALLS: Mapping[str, Callable[..., Array]] = {
    "min": lambda *x: reduce(np.minimum, x), "max": lambda *x: reduce(np.maximum, x), "exp": exp, "log": log,
}  # fmt: skip


@cache
def parse(formula: str) -> ast.expr:
    """The tree of a formula. ValueError for what is no formula."""
    try:
        tree = ast.parse(formula, mode="eval").body
    except SyntaxError:
        raise ValueError(f"no formula: {formula}") from None
    _checked(tree)
    return tree


def _checked(node: ast.expr) -> None:
    if isinstance(node, ast.BinOp) and type(node.op) in SIGNS:
        parts = [node.left, node.right]
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        parts = [node.operand]
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS and not node.keywords:
        parts = node.args
    elif ref_of(node) is not None or (isinstance(node, ast.Constant) and isinstance(node.value, (int, float))):
        parts = []
    else:
        raise ValueError(f"not allowed in a formula: {ast.unparse(node)}")
    for part in parts:
        _checked(part)


def ref_of(node: ast.expr) -> Ref | None:
    """What a node names; None for a node that is no name."""
    if isinstance(node, ast.Name):
        return node.id.replace("_", "-"), ""
    if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and isinstance(node.slice, ast.Name):
        return node.value.id.replace("_", "-"), node.slice.id
    return None


def refs(formula: str) -> tuple[Ref, ...]:
    """What a formula's names refer to, each once, in order."""
    called = [n.func for n in ast.walk(parse(formula)) if isinstance(n, ast.Call)]
    within = [n.value for n in ast.walk(parse(formula)) if isinstance(n, ast.Subscript)]
    skip = [*called, *within, *(n.slice for n in ast.walk(parse(formula)) if isinstance(n, ast.Subscript))]
    nodes = [n for n in ast.walk(parse(formula)) if isinstance(n, ast.expr) and n not in skip]
    return tuple(dict.fromkeys(r for n in sorted(nodes, key=lambda n: (n.lineno, n.col_offset)) if (r := ref_of(n)) is not None))


def evaluate(formula: str, value: Callable[[Ref], Array]) -> Array:
    """The value (N,) of a formula; `value` gives those of its names, of shape (N,) or ()."""
    return _value(parse(formula), value)


def _value(node: ast.expr, value: Callable[[Ref], Array]) -> Array:
    if isinstance(node, ast.BinOp):
        return DO[type(node.op)](_value(node.left, value), _value(node.right, value))
    if isinstance(node, ast.UnaryOp):
        return -_value(node.operand, value)
    if isinstance(node, ast.Call):
        assert isinstance(node.func, ast.Name)
        return CALLS[node.func.id](*(_value(a, value) for a in node.args))
    if isinstance(node, ast.Constant):
        assert isinstance(node.value, (int, float))
        return np.full(1, float(node.value))
    ref = ref_of(node)
    assert ref is not None
    return np.atleast_1d(np.asarray(value(ref), dtype=np.float64))


def written(formula: str, name: Callable[[Ref], str], known: Callable[[Ref], float | None], number: Callable[[float], str]) -> str:
    """A formula in words: `name` gives the words of what is no constant, `known` the constants' values, which are worked out as
    far as they go, and `number` writes them."""
    return _written(parse(formula), name, known, number)[0]


def _written(
    node: ast.expr, name: Callable[[Ref], str], known: Callable[[Ref], float | None], number: Callable[[float], str]
) -> tuple[str, int]:
    """Words, and how tightly they hold together: those of a sum loosely, of a product more, one word or call always."""
    if all(r is None or known(r) is not None for r in _names(node)):
        return number(float(_value(node, lambda ref: np.full(1, known(ref)))[0])), 5
    if isinstance(node, ast.BinOp):
        sign, tight = SIGNS[type(node.op)]
        left, right = (_written(x, name, known, number) for x in (node.left, node.right))
        open_right = right[1] < tight or (right[1] == tight and isinstance(node.op, (ast.Sub, ast.Div)))
        return f"{_held(left[0], left[1] < tight)}{sign}{_held(right[0], open_right)}", tight
    if isinstance(node, ast.UnaryOp):
        words, tight = _written(node.operand, name, known, number)
        return f"−{_held(words, tight < NEGATIVE)}", NEGATIVE
    if isinstance(node, ast.Call):
        assert isinstance(node.func, ast.Name)
        return f"{node.func.id}({', '.join(_written(a, name, known, number)[0] for a in node.args)})", 5
    ref = ref_of(node)
    assert ref is not None
    return name(ref), 5


def _held(words: str, loose: bool) -> str:
    return f"({words})" if loose else words


def _names(node: ast.expr) -> tuple[Ref | None, ...]:
    return refs(ast.unparse(node))
