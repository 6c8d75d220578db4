"""Arithmetic whose bits are equal everywhere: sums, exp and log, looked-up luck, the kinds of arrays."""
