"""What a screen is drawn from: where the player is, settings, routes, what is computed beside."""
