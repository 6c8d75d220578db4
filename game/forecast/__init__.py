"""What may come: the odds of a yes to an offer. Fans, causes and other histories join it here later."""

from game.forecast.odds import Odds, odds_of_yes, willingness

__all__ = ["Odds", "odds_of_yes", "willingness"]
