"""How things are drawn: rectangles, colours, letters, shapes, charts, the map; knows no widget and no screen."""
