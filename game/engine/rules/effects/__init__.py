"""The kinds of effects, a small family a module: fields, what each does, how it is told, what an opponent thinks of it."""
