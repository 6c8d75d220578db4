"""Scrolls the areas of the window: by a distance, by a page, or until something is in sight."""

from __future__ import annotations

from game.desktop.graphics.geometry import Box
from game.desktop.layout.screen_layout import ScrollArea
from game.desktop.window.parts.window_state import WindowState


def scroll(state: WindowState, area: ScrollArea, by: int) -> None:
    """Moves an area's content by so many pixels, at most to its ends."""
    before = state.view.scroll.get(area.name, 0)
    after = min(max(0, before + by), area.reach)
    if after != before:
        state.view.scroll[area.name] = after
        state.dirty = True


def into_sight(state: WindowState, box: Box | None) -> None:
    """Scrolls the area so that the box is seen; the top of one that is too high."""
    if box is None:
        return
    area, room = state.layout.areas[box.area], state.fonts.em // 2
    at = before = state.view.scroll.get(area.name, 0)
    top, bottom = box.y - area.rect.y - room, box.y + box.h - area.rect.y + room
    if bottom - at > area.rect.h:
        at = bottom - area.rect.h
    scroll(state, area, min(at, top) - before)


def scroll_page(state: WindowState, command: str, pointer: tuple[int, int]) -> None:
    """A page up or down in the area of the focus, else under the pointer, else the longest."""
    layout, box = state.layout, state.focused() if state.view.ring else None
    areas = [a for a in (layout.areas if layout.modal < 0 else [layout.areas[layout.modal]]) if a.reach]
    if not areas:
        return
    here = layout.areas[box.area] if box else layout.area_at(*pointer)
    area = here if here in areas else max(areas, key=lambda a: a.reach)
    page = area.rect.h * 9 // 10
    scroll(state, area, {"page down": page, "page up": -page, "home": -area.reach, "end": area.reach}[command])
