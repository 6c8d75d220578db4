"""Whether texts fit where they are shown, in the smallest window with the largest letters. What it measures comes from outside."""

from __future__ import annotations

from game.desktop.graphics.fonts import STYLES, Fonts
from game.desktop.layout.arrange import em_for
from game.desktop.widgets.flow import Flow
from game.desktop.widgets.roles import ROLES
from game.screens.tree.node import Node

WIDTH, HEIGHT, SCALE = 1280, 720, 2.0
EDGE = 3.0  # units of text at both sides of a panel's content together
MARGIN = 3.0  # units of height that the window keeps around a text that must be seen whole
MOST_LINES = {"heading": 3, "button": 4, "option": 4, "stepper": 4}
"""Lines of a title and of a control; any other text must be seen whole without scrolling."""
WIDEST = 1.3  # width of the widest letter, in its size


class TextFit:
    """Lays texts out with the game's own letters, one by one."""

    def __init__(self) -> None:
        self.em = em_for(WIDTH, HEIGHT, SCALE)
        self.letters = Fonts(self.em)

    def fault(self, node: Node, inset: float = 0.0) -> str:
        """Why the node's words do not fit in a panel of the smallest window, or "". `inset` in units of text."""
        width = round(WIDTH - (EDGE + inset) * self.em)
        flow = Flow(ROLES, self.letters, self.em)
        most = self.most(flow, node)
        if 2 * len(node.name) * WIDEST * self.letters.size("title" if node.style == "h1" else "h2") < width * (most - 1):
            return ""  # even the widest letters would fit
        flow.node(node, 0, 0, width, "panel")
        lines = max((len(box.lines) for box in flow.boxes), default=0)
        if lines <= most:
            return ""
        what = "title" if node.role == "heading" else "control" if node.role in MOST_LINES else "text"
        window = f"in a window of {WIDTH}×{HEIGHT}"
        return f"at {SCALE:.0%} text size this {what} takes {lines} lines {window}; at most {most} fit: shorten it"

    def most(self, flow: Flow, node: Node) -> int:
        """How many lines the node may take."""
        if node.role in MOST_LINES:
            return MOST_LINES[node.role]
        style = flow.style_of(node)
        assert style in STYLES
        return int((HEIGHT - MARGIN * self.em) // self.letters.line(style))
