"""What changes on a window without a new layout; written by `window`, read by whatever paints."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class ViewState:
    """What changes without a new layout: scrolling, pointer, focus, typed text, time."""

    scroll: dict[str, int] = field(default_factory=dict)
    hover: str = ""
    pressed: str = ""
    focus: str = ""
    ring: bool = False  # whether the focus is shown (the keyboard was used last)
    typed: dict[str, str] = field(default_factory=dict)
    caret: int = -1
    note: str = ""  # id of the node that is no control and whose hint the keyboard reads
    tip: str = ""  # id of the node whose hint is open
    why: str = ""  # id of the greyed control that was tried
    caption: str = ""  # what stands at the window's foot for a while: a cue or a sentence that is not heard
    moving: float = -1.0  # seconds, while dots run along the flows
