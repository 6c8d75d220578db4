"""How fast it runs, and in how much memory: a module of rows an area, each row held against a yardstick."""
