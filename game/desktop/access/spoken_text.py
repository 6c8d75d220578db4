"""What is said aloud, as plain sentences: of one control, of a screen or a dialog that opens, of what has just changed.

Pure; `speaker` says the sentences, `screen_reader_tree` hands the same words to the system's screen reader."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from game.screens.tree.node import Node, open_dialog, walk

STATED = ("toggle", "option")  # roles whose `on` is told
TOLD_AT_ONCE = ("notice", "busy")  # ids of the texts that are said when they appear
QUIET = ("text", "row", "list", "icon", "panel", "figure")  # roles that need no word: what they say is enough
WHOLE = ("figure", "meter", "table", "row")  # roles that are said with all that is within them
LETTERS_A_SECOND, SIGNS_A_SECOND = 16.0, 5.0  # how fast a caption is read: letters, and the signs of Chinese
ENDS = ".!?:;。！？：；…"


def sentence(parts: Iterable[str], words: Mapping[str, str]) -> str:
    """The parts as sentences of this language; empty ones and repetitions are left out."""
    kept = dict.fromkeys(clean for part in parts if (clean := " ".join(part.split())))
    stop = words["full_stop"]
    return "".join(part + (" " if stop.endswith(" ") else "") if part[-1] in ENDS else part + stop for part in kept).strip()


def state(node: Node, words: Mapping[str, str]) -> str:
    """Whether it is on, or chosen; "" for what has no state."""
    if node.role not in STATED:
        return ""
    kind = "on" if node.role == "toggle" else "chosen"
    return words[f"state_{kind}" if node.on else f"state_not_{kind}"]


def role(node: Node, words: Mapping[str, str]) -> str:
    """The word for what kind of thing it is; whatever can be pressed and has no word of its own is a button."""
    kind = "button" if node.intent is not None and node.role in QUIET else node.role
    return "" if kind in QUIET else words.get(f"role_{kind}", "")


def inside(node: Node) -> tuple[str, ...]:
    """The plain texts within a node, in reading order; controls speak for themselves."""
    plain = (n for child in node.children for n in walk(child) if n.intent is None and n.role not in ("chart", "map", "sankey"))
    return tuple(text for n in plain for text in ((f"{n.name}  {n.value}" if n.value else n.name),) if text.strip())


def spoken(node: Node, words: Mapping[str, str], typed: str | None = None, hint: bool = True) -> str:
    """A node as it is said: name, role, value, state, why not, hint. `typed` is what stands in a field that is being typed in."""
    value = node.value if typed is None else typed
    if node.role == "field" and not value:
        value = words["empty"]
    name = node.name or ("" if node.value else " ".join(inside(node)))
    whole = node.role in WHOLE or (node.intent is not None and node.role != "dialog")
    more = inside(node) if node.name and whole else ()
    why = f"{words['why_not']}: {node.why_not}" if node.why_not else ""
    told = node.hint if hint and node.hint != node.why_not else ""
    return sentence((name, role(node, words), value, state(node, words), *more, why, told), words)


def opening(node: Node, words: Mapping[str, str]) -> str:
    """A screen or a dialog that has just opened: what it is called, and what a dialog or a scene says."""
    read = inside(node) if node.role == "dialog" or node.style == "scene" else ()
    return sentence((node.name, role(node, words) if node.role == "dialog" else "", node.value, *read), words)


@dataclass(frozen=True, slots=True)
class Heard:
    """What a player who only listens knows of the window: the tree, and the nodes that focus, hint and reason are on."""

    tree: Node
    focus: Node | None = None
    note: Node | None = None
    tip: Node | None = None
    why: Node | None = None

    @property
    def notices(self) -> dict[str, str]:
        return {n.id: n.name for n in walk(self.tree) if n.id in TOLD_AT_ONCE}


def news(before: Heard, now: Heard, words: Mapping[str, str]) -> str:
    """What is to be said when the window has gone from one to the other; "" when nothing that matters has changed."""
    parts: list[str] = []
    if (before.tree.id, before.tree.value) != (now.tree.id, now.tree.value):
        parts.append(opening(now.tree, words))
    was, dialog = open_dialog(before.tree), open_dialog(now.tree)
    if dialog and (was is None or was.id != dialog.id):
        parts.append(opening(dialog, words))
    parts += [text for id, text in now.notices.items() if before.notices.get(id) != text]
    if now.why and (before.why is None or before.why.id != now.why.id):
        parts.append(f"{words['why_not']}: {now.why.why_not}")
    for one, other in ((before.focus, now.focus), (before.note, now.note)):
        if other is None or other == one:
            continue
        same = one is not None and one.id == other.id
        parts.append(spoken(other, words, hint=not same))  # a control that was pressed: only what it has become
    if now.tip and (before.tip is None or before.tip.id != now.tip.id) and now.tip.id not in ids(now.focus, now.note):
        parts.append(spoken(now.tip, words))
    return sentence(parts, words)


def ids(*nodes: Node | None) -> tuple[str, ...]:
    """The ids of those that are there."""
    return tuple(n.id for n in nodes if n is not None)


def reading(text: str) -> float:
    """Seconds that it takes to read a text."""
    signs = sum("\u2e80" <= c <= "\uffef" for c in text)
    return signs / SIGNS_A_SECOND + (len(text) - signs) / LETTERS_A_SECOND
