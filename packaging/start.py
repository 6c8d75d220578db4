"""What the packaged program runs: the command line, with a stop for processes that a packaged program starts of itself."""

import multiprocessing

from game.cli import entry

if __name__ == "__main__":
    multiprocessing.freeze_support()  # worker processes of a packaged program are this same file
    entry()
