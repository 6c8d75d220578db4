"""What is judged of texts: how hard they read, whose voice they have, slips of the pen, translations, letters that can be drawn."""
