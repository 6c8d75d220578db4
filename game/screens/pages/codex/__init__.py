"""The codex: terms, measures, the world, and the source desk."""
