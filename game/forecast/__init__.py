"""What may come and why it came: fans under a reading of the other side, and causes that add up."""

from game.engine.rules.turn.odds import Odds, odds_of_yes, willingness
from game.forecast.causes import Account, Cause, account, as_seen, causes, largest
from game.forecast.fan import Band, Fan, fan, fans
from game.forecast.readings import READINGS

__all__ = [
    "READINGS",
    "Account",
    "Band",
    "Cause",
    "Fan",
    "Odds",
    "account",
    "as_seen",
    "causes",
    "fan",
    "fans",
    "largest",
    "odds_of_yes",
    "willingness",
]
