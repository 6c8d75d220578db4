"""The tables of widgets: a node's role says how it is laid out, a box's part says how it is painted."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from game.desktop.graphics.brush import Brush, Layer
from game.desktop.graphics.geometry import Box, Rect
from game.desktop.widgets import buttons, diagrams, figures, groups, inputs, pictures, steppers, tables, texts
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
    "picture": pictures.PICTURE,
    "button": buttons.BUTTON,
    "option": buttons.OPTION,
    "toggle": buttons.TOGGLE,
    "choice": inputs.CHOICE,
    "tabs": inputs.TABS,
    "stepper": steppers.STEPPER,
    "field": inputs.FIELD,
    "figure": figures.FIGURE,
    "meter": figures.METER,
    "table": tables.TABLE,
    "chart": diagrams.CHART,
    "sankey": diagrams.SANKEY,
    "map": diagrams.MAP,
}
PAINTERS: Mapping[str, Callable[[Brush, Box, Rect], None]] = {
    "text": texts.paint_text,
    "icon": texts.paint_icon,
    "picture": pictures.paint_picture,
    "brink-sky": pictures.paint_sky,
    "brink-floor": pictures.paint_floor,
    "ladder": pictures.paint_ladder,
    "card-back": pictures.paint_back,
    "code": pictures.paint_code,
    "link": texts.paint_link,
    "term": texts.paint_term,
    "button": buttons.paint_button,
    "square": buttons.paint_square,
    "option": buttons.paint_option,
    "toggle": buttons.paint_toggle,
    "segment": inputs.paint_segment,
    "tab": inputs.paint_tab,
    "tab-icon": inputs.paint_tab_icon,
    "field": inputs.paint_field,
    "change": figures.paint_change,
    "spark": figures.paint_spark,
    "meter": figures.paint_meter,
    "chart": diagrams.paint_diagram,
    "sankey": diagrams.paint_diagram,
    "block": diagrams.paint_block,
    "map": diagrams.paint_map,
    "place": diagrams.paint_place,
    "table-head": tables.paint_head,
    "table-row": tables.paint_row,
    "card": groups.paint_card,
    "sheet": groups.paint_card,
    "top": groups.paint_bar,
    "strip": groups.paint_bar,
    "foot": groups.paint_bar,
    "rule": groups.paint_rule,
    "close": groups.paint_cross,
    "veil": groups.paint_veil,
    "art": groups.paint_title_picture,
}
"""Parts that are not here are only pointed at."""
LAYERS: Mapping[str, Callable[[Brush, Box], tuple[Layer, ...]]] = {
    "chart": diagrams.diagram_layers,
    "sankey": diagrams.diagram_layers,
    "map": diagrams.map_layers,
}
"""The pictures that a large box is laid of, from below: each dear to make, so that they are made one at a time."""
