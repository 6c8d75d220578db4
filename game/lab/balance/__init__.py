"""The game against its design: the deck, pars, lessons, dull strategies."""
