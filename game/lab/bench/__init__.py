"""How fast it runs, and in how much memory."""
