"""A player with nothing but Tab and Enter: goes round the controls in focus order and presses the one it wants."""

from __future__ import annotations

from collections.abc import Callable

from game.screens.app import App
from game.screens.tree.node import Intent, Node, controls

Wish = Callable[[Node], bool]


class Keyboard:
    """Focus stays where it is while the control is there; Tab goes on and round."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.at = 0
        self.presses = 0
        self._told: tuple[Node, tuple[Node, ...]] | None = None

    def ring(self) -> tuple[Node, ...]:
        """The controls in the order of Tab; worked out once for a tree, which stays the same object until something changes."""
        tree = self.app.tree()
        if self._told is None or self._told[0] is not tree:
            self._told = tree, tuple(n for n in controls(tree) if n.role != "dialog")
        return self._told[1]

    def tab(self) -> Node:
        ring = self.ring()
        self.at = (self.at + 1) % len(ring)
        return ring[self.at]

    def enter(self) -> None:
        node = self.ring()[self.at]
        assert node.enabled, f"{node.id}: {node.why_not}"
        self.app.do(node.intent or Intent(""))
        self.app.tick()
        self.presses += 1
        self.at = 0

    def seek(self, wish: Wish) -> bool:
        """Tab until the wish comes true; False after a whole round."""
        for _ in range(len(self.ring())):
            self.at %= len(self.ring())
            if wish(self.ring()[self.at]):
                return True
            self.tab()
        return False

    def press(self, id: str) -> None:
        assert self.seek(lambda n: n.id == id), f"{id} is not on {self.app.tree().id}: {[n.id for n in self.ring()]}"
        self.enter()

    def press_first(self, wish: Wish) -> bool:
        found = self.seek(lambda n: wish(n) and n.enabled)
        if found:
            self.enter()
        return found


def begin(app: App, scenario: str = "spring-curbs", side: str = "washington", doctrine: str = "calibrator") -> Keyboard:
    """From the title to the Desk of a new campaign."""
    keys = Keyboard(app)
    keys.press("new")
    for id in (f"scenario:{scenario}", f"side:{side}", "new-more:open", f"doctrine:{doctrine}", "start", "brief-go"):
        keys.press(id)
    return keys


def plan(keys: Keyboard, quarter: int) -> None:
    """A lively plan: answer the cards, move a dial, give an order, say something, guess."""
    card = quarter % 3
    keys.press_first(lambda n: n.id == "column:card")
    keys.press_first(lambda n: n.role == "option" and n.id.startswith("card:") and n.key == f"f{card + 1}")
    keys.press("column:orders")
    families = [n.id for n in keys.ring() if n.id.startswith("family:")]
    keys.press(families[quarter % len(families)])
    keys.press_first(lambda n: n.id.endswith(":harsher" if quarter % 2 else ":milder"))
    if keys.press_first(lambda n: n.id.startswith("order:") and not n.on):
        keys.press_first(lambda n: n.id.startswith("order:") and n.id.count(":") == 2)
    keys.press_first(lambda n: n.id.startswith(("enact:",)))
    keys.press_first(lambda n: n.id == "say:open" and not n.on)
    keys.press_first(lambda n: n.id == f"word:{('hold', 'ease')[quarter % 2]}")
    keys.press("column:table")
    keys.press_first(lambda n: n.id == "predict:leverage")
    keys.press_first(lambda n: n.id == "reading:holds")


def commit(keys: Keyboard) -> None:
    """The commit, confirmed where nothing is on the plan."""
    keys.press("commit")
    if keys.app.ui.dialog == "empty":
        keys.press("empty-yes")


def answer_all(keys: Keyboard, reply: str = "yes") -> None:
    """Each offer answered alike, and the plans turned over."""
    for id in [n.id for n in keys.ring() if n.id.startswith("reply:") and n.id.endswith(f":{reply}")]:
        keys.press(id)
    keys.press("answer-done")


def quarter_end(keys: Keyboard) -> None:
    """From the commit to the next Desk, or to the ending."""
    commit(keys)
    for _ in range(12):
        screen = keys.app.tree().id
        if screen in ("desk", "ending"):
            return
        if screen == "answer":
            answer_all(keys)
        elif screen == "brink":
            keys.press("card:brink:down")
            keys.press("brink-go")
        else:
            keys.press({"reveal": "reveal-go", "briefing": "brief-go", "years": "years-go"}[screen])
    raise AssertionError(f"stuck on {keys.app.tree().id}")
