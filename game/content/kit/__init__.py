"""What helps to begin a pack: a working example to copy, and a translation with every text laid out."""
