"""What is on each screen, as a tree that every face shows. `app.py` is the game behind any face."""
