"""How often the fans hold what came."""
