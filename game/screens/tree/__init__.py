"""The node tree, short ways to write it, and the keys on it."""
