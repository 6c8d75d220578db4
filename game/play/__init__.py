"""A campaign in progress: log, undo, autosave, save files, replay. What is drawn of it belongs to the screens."""

from game.play.campaign import Campaign
from game.play.replay import Replay, replay
from game.play.saves import SaveError
from game.play.store import SaveEntry, Store, user_folder

__all__ = ["Campaign", "Replay", "SaveEntry", "SaveError", "Store", "replay", "user_folder"]
