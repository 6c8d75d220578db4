"""How things are drawn: asset files, rectangles, colours, letters, shapes, charts, the map; knows no widget and no screen."""
