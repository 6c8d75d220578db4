"""The tables of widgets: a node's role says how it is laid out, a box's part says how it is painted."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from game.desktop.graphics.brush import Brush, Layer
from game.desktop.graphics.geometry import Box, Rect
from game.desktop.widgets import (
    buttons,
    choices,
    diagrams,
    fields,
    figures,
    grounds,
    groups,
    maps,
    meters,
    steppers,
    tables,
    texts,
)
from game.desktop.widgets.flow import Widget

ROLES: Mapping[str, Widget] = {
    "screen": groups.SCREEN,
    "panel": groups.PANEL,
    "row": groups.ROW,
    "list": groups.LIST,
    "dialog": groups.DIALOG,
    "heading": texts.TEXT,
    "text": texts.TEXT,
    "icon": texts.ICON,
    "button": buttons.BUTTON,
    "option": buttons.OPTION,
    "toggle": buttons.TOGGLE,
    "choice": choices.CHOICE,
    "tabs": choices.TABS,
    "stepper": steppers.STEPPER,
    "field": fields.FIELD,
    "figure": figures.FIGURE,
    "meter": meters.METER,
    "table": tables.TABLE,
    "chart": diagrams.CHART,
    "sankey": diagrams.SANKEY,
    "map": maps.MAP,
}
PAINTERS: Mapping[str, Callable[[Brush, Box, Rect], None]] = {
    "text": texts.paint_text,
    "icon": texts.paint_icon,
    "link": texts.paint_link,
    "term": texts.paint_term,
    "button": buttons.paint_button,
    "square": buttons.paint_square,
    "option": buttons.paint_option,
    "toggle": buttons.paint_toggle,
    "segment": choices.paint_segment,
    "tab": choices.paint_tab,
    "tab-icon": choices.paint_tab_icon,
    "field": fields.paint_field,
    "change": figures.paint_change,
    "spark": figures.paint_spark,
    "meter": meters.paint_meter,
    "chart": diagrams.paint_chart,
    "sankey": diagrams.paint_sankey,
    "block": diagrams.paint_block,
    "map": maps.paint_map,
    "place": maps.paint_place,
    "table-head": tables.paint_head,
    "table-row": tables.paint_row,
    "card": groups.paint_card,
    "sheet": groups.paint_card,
    "top": grounds.paint_bar,
    "strip": grounds.paint_bar,
    "foot": grounds.paint_bar,
    "rule": grounds.paint_rule,
    "close": grounds.paint_cross,
    "veil": grounds.paint_veil,
    "art": grounds.paint_title_picture,
}
"""Parts that are not here are only pointed at."""
LAYERS: Mapping[str, Callable[[Brush, Box], tuple[Layer, ...]]] = {
    "chart": diagrams.chart_layers,
    "sankey": diagrams.sankey_layers,
    "map": maps.map_layers,
}
"""The pictures that a large box is laid of, from below: each dear to make, so that they are made one at a time."""
