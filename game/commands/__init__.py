"""The commands: each reads its arguments, calls a room and prints its answer. `game/cli.py` holds the table of them."""
