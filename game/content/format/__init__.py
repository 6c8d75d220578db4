"""How content is written: strict YAML with places, item types, shapes, texts."""
