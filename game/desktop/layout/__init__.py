"""Which part of the window each panel of a screen gets, and where it scrolls; pure but for the measuring of letters."""
