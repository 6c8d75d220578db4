"""The engine: the economic model and the rules of play over it. Knows no files, no faces."""
