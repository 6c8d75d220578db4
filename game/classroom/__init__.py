"""The classroom: the same trees as pages. Nothing is built yet."""
