"""What a world is made of: its spec, its arrays, what follows from them, and how a change is posted."""
