"""Formulas as text that a machine can evaluate and a screen can write: numbers, names, + - * / **, min, max, exp and log.

A name is the id of a quantity, with _ for -; `watcher[households]` is one of something. What names mean is not known here."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from functools import cache, reduce
from typing import Any

import numpy as np

from game.engine.world.arithmetic.array import Array
from game.engine.world.arithmetic.portable import exp, log

Ref = tuple[str, str]
"""What a name in a formula refers to: the id of a quantity, and what it is of ("" for the same as the formula's own)."""
Tree = tuple[Any, tuple["Tree", ...]]
"""A sign or function with what it is done to; a `Ref` or a number stands alone."""
SIGNS: Mapping[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.Pow: "**"}
SHOWN: Mapping[str, tuple[str, int]] = {"+": (" + ", 1), "-": (" − ", 1), "*": (" × ", 2), "/": (" / ", 2), "**": ("^", 4)}
"""How a sign is written, and how tightly it holds: a sum loosely, a product more, one word or call (`ALONE`) always."""
NEGATIVE, ALONE = 3, 5


def _divided(a: Array, b: Array) -> Array:
    """a / b, and 0 where b is 0: a share of nothing is nothing."""
    a, b = np.broadcast_arrays(a, b)
    return np.divide(a, b, out=np.zeros(a.shape), where=b != 0)


DO: Mapping[str, Callable[..., Array]] = {
    "+": np.add, "-": np.subtract, "*": np.multiply, "/": _divided, "**": lambda a, b: exp(b * log(a)), "negative": np.negative,
    "min": lambda *x: reduce(np.minimum, x), "max": lambda *x: reduce(np.maximum, x), "exp": exp, "log": log,
}  # fmt: skip


@cache
def parse(formula: str) -> Tree:
    """The tree of a formula. ValueError for what is no formula."""
    try:
        return _tree(ast.parse(formula, mode="eval").body)
    except SyntaxError:
        raise ValueError(f"no formula: {formula}") from None


def _tree(node: ast.expr) -> Tree:
    match node:
        case ast.BinOp(left=left, op=op, right=right) if type(op) in SIGNS:
            return SIGNS[type(op)], (_tree(left), _tree(right))
        case ast.UnaryOp(op=ast.USub(), operand=x):
            return "negative", (_tree(x),)
        case ast.Call(func=ast.Name(id=name), args=args, keywords=[]) if name.isalpha() and name in DO:
            return name, tuple(_tree(x) for x in args)
        case ast.Name(id=name):
            return (name.replace("_", "-"), ""), ()
        case ast.Subscript(value=ast.Name(id=name), slice=ast.Name(id=of)):
            return (name.replace("_", "-"), of), ()
        case ast.Constant(value=int() | float() as x):
            return float(x), ()
    raise ValueError(f"not allowed in a formula: {ast.unparse(node)}")


@cache
def refs(formula: str) -> tuple[Ref, ...]:
    """What a formula's names refer to, each once, in order."""
    return tuple(dict.fromkeys(_refs(parse(formula))))


def _refs(tree: Tree) -> list[Ref]:
    head, parts = tree
    return [head] if isinstance(head, tuple) else [ref for part in parts for ref in _refs(part)]


def evaluate(formula: str, value: Callable[[Ref], Array]) -> Array:
    """The value (N,) of a formula; `value` gives those of its names, of shape (N,) or ()."""
    return _value(parse(formula), value)


def _value(tree: Tree, value: Callable[[Ref], Array]) -> Array:
    head, parts = tree
    if parts:
        return DO[head](*(_value(part, value) for part in parts))
    return np.atleast_1d(np.asarray(value(head) if isinstance(head, tuple) else head, dtype=np.float64))


def written(formula: str, name: Callable[[Ref], str], known: Callable[[Ref], float | None], number: Callable[[float], str]) -> str:
    """A formula in words: `name` gives the words of what is no constant, `known` the constants' values, which are worked out as
    far as they go, and `number` writes them."""

    def told(tree: Tree) -> tuple[str, int]:
        head, parts = tree
        if all(known(ref) is not None for ref in _refs(tree)):
            return number(float(_value(tree, lambda ref: np.asarray(known(ref)))[0])), ALONE
        if not parts:
            return name(head), ALONE
        words = [told(part) for part in parts]
        if head == "negative":
            return f"−{_held(words[0], NEGATIVE)}", NEGATIVE
        if head not in SHOWN:
            return f"{head}({', '.join(word for word, _ in words)})", ALONE
        sign, tight = SHOWN[head]
        return f"{_held(words[0], tight)}{sign}{_held(words[1], tight + (head in ('-', '/')))}", tight

    return told(parse(formula))[0]


def _held(words: tuple[str, int], tight: int) -> str:
    return words[0] if words[1] >= tight else f"({words[0]})"
