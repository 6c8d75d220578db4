"""For those who make the game: sample situations of every screen, reading times, where texts stand."""
