"""What lies above the boxes of a screen: scroll bars, the ring of the focus, tooltips, and the caption at the window's foot."""

from __future__ import annotations

from functools import partial

from game.desktop.graphics import shapes
from game.desktop.graphics.brush import Brush, ViewState
from game.desktop.graphics.geometry import Box, Rect
from game.desktop.layout.screen_layout import Layout, ScrollArea
from game.desktop.widgets.flow import shown
from game.desktop.widgets.groups import paint_card

ICONS_ONLY = ("square", "place", "block", "icon", "close", "mini", "tab-icon")  # parts whose name only the tooltip tells


def draw_scrollbar(brush: Brush, area: ScrollArea) -> None:
    """A thin bar at the right of an area that can be scrolled; its ends fade where there is more."""
    if not area.reach:
        return
    x, y, w, h = area.rect
    at = brush.view.scroll.get(area.name, 0)
    if area.surface:
        tall, colour = min(brush.u(1.3), h // 4), brush.theme.on(area.surface, "fill")
        for above, more in ((True, at > 0), (False, at < area.reach)):
            if more:
                make = partial(shapes.fading, w, tall, colour, above)
                brush.lay(("fade", colour, w, tall, above), make, Rect(x, y if above else y + h - tall, w, tall))
    width = max(3, brush.u(0.25))
    track = Rect(x + w - width, y, width, h)
    length = max(brush.u(1.5), round(h * (h / area.height)))
    bar = Rect(track.x, y + round((h - length) * at / area.reach), width, min(length, h))
    brush.plate(track, width // 2, brush.theme.on("ground", "fill"))
    brush.plate(bar, width // 2, brush.theme.on("ground", "control_edge"))


def draw_focus_ring(brush: Brush, layout: Layout) -> None:
    """A light and a dark line around what the keyboard is on: seen on any ground."""
    view = brush.view
    box = layout.target(view.focus) if view.ring else None
    if view.note:
        box = next((b for b in layout.notes(every=True) if b.node.id == view.note), None)
    rect = layout.shown(box, view.scroll) if box else Rect(0, 0, 0, 0)
    if box is None or rect.w <= 0 or rect.h <= 0:
        return
    outer = rect.inset(-max(2, brush.u(0.2)))
    radius = min(brush.u(0.55) if box.part != "place" else outer.w // 2, outer.h // 2, outer.w // 2)
    brush.plate(outer.inset(-1), radius + 1, None, brush.theme.get("ground"), max(2.0, brush.em / 6) + 2)
    brush.plate(outer, radius, None, brush.theme.get("focus"), max(2.0, brush.em / 7))


def draw_caption(brush: Brush, layout: Layout) -> None:
    """A cue or a sentence in words, small, at the foot of the window."""
    told, fonts = brush.view.caption, brush.fonts
    if not told:
        return
    pad, ypad, line = brush.u(0.8), brush.u(0.3), fonts.line("small")
    lines = fonts.wrapped(told, "small", min(brush.u(52), layout.width - brush.u(1)) - 2 * pad)
    w, h = max(fonts.width(text, "small") for text in lines) + 2 * pad, len(lines) * line + 2 * ypad
    rect = Rect((layout.width - w) // 2, max(0, layout.height - h - brush.u(0.5)), w, h)
    fill, edge, ink = (brush.theme.on("panel", token) for token in ("fill", "control_edge", "text"))
    brush.plate(rect, (line + 2 * ypad) // 2, fill, edge, brush.hair)
    for row, text in enumerate(lines):
        picture = fonts.picture(text, "small", ink)
        brush.target.blit(picture, (rect.x + (w - picture.get_width()) // 2, rect.y + ypad + row * line))


def draw_tooltip(brush: Brush, layout: Layout) -> None:
    """The hint of what the pointer or the focus is on; of a greyed control first why not."""
    box = tooltip_box(layout, brush.view)
    texts = tooltip_texts(brush, box) if box else []
    if box is None or all(style == "tiny" for style, _, _ in texts):
        return
    fonts, pad, ypad = brush.fonts, brush.u(0.6), brush.u(0.45)
    widest = min(brush.u(24), layout.width - 2 * pad) - 2 * pad
    lines = [(style, ink, line) for style, ink, text in texts for line in fonts.wrapped(text, style, widest)]
    width = max(fonts.width(line, style) for style, _, line in lines) + 2 * pad
    height = sum(fonts.line(style) for style, _, _ in lines) + 2 * ypad
    window = Rect(0, 0, layout.width, layout.height).inset(2)
    about, gap = layout.shown(box, brush.view.scroll), brush.u(0.4)
    if box.part == "map":  # it is so large that beside it lies only what it does not speak of: the text stands on its foot
        about = Rect(about.x + gap, about.bottom - 2 * gap - height, 1, 0)
    rect = tooltip_place(about, width, height, window, gap)
    brush.view, kept = ViewState(), brush.view
    paint_card(brush, Box(box.node, "card", *rect, surface="panel"), rect)
    brush.view = kept
    brush.plate(rect, brush.u(0.55), None, brush.theme.on("panel", "control_edge"), brush.hair)
    brush.target.set_clip(shapes.as_rect(rect))
    y = rect.y + ypad
    for style, ink, line in lines:
        if line:
            brush.target.blit(fonts.picture(line, style, brush.theme.on("panel", ink)), (rect.x + pad, y))
        y += fonts.line(style)
    brush.target.set_clip(None)


def tooltip_texts(brush: Brush, box: Box) -> list[tuple[str, str, str]]:
    """What a tooltip says, as (style, ink, text): a name that is not written, why not, the hint, the key."""
    node, words = box.node, brush.words
    told = words["close"] if box.part == "close" else shown(node) if node.name and box.part in ICONS_ONLY else ""
    why = f"{words['why_not']}: {node.why_not}" if node.why_not else ""
    hint = node.hint if node.hint != node.why_not else ""
    key = f"{words['key']}: {node.key}" if node.key and box.target else ""
    texts = (("small-strong", "text", told), ("small-strong", "warn", why), ("small", "text", hint), ("tiny", "muted", key))
    return [text for text in texts if text[2]]


def tooltip_box(layout: Layout, view: ViewState) -> Box | None:
    """The box whose tooltip is open now."""
    wanted = view.why or view.tip
    boxes = [b for b in layout.boxes if b.node.id == wanted and layout.reachable(b)] if wanted else []
    named = (b for b in boxes if b.part in ("spot", "mini", "icon", "place", "block"))
    return next((b for b in boxes if b.target), None) or next(named, None) or (boxes[0] if boxes else None)


def tooltip_place(anchor: Rect, width: int, height: int, window: Rect, gap: int) -> Rect:
    """Where a tooltip of this size stands: under its anchor, else over it, always inside the window."""
    x = min(max(window.x, anchor.x), max(window.x, window.right - width))
    below = anchor.bottom + gap
    y = below if below + height <= window.bottom else anchor.y - gap - height
    return Rect(x, min(max(window.y, y), max(window.y, window.bottom - height)), min(width, window.w), min(height, window.h))
