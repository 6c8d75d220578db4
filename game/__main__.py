"""`python -m game`: the command line."""

from game.cli import entry

if __name__ == "__main__":
    entry()
