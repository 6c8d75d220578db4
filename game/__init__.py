"""Indispensable: economic statecraft in the rare-earth rivalry, as a turn-based game."""
