"""The phases of a month, in the order in which `phases.py` runs them."""
