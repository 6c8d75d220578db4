"""A campaign in progress: log, undo, autosave, save files, replay. What is drawn of it belongs to the screens."""

from game.play.campaign import Campaign, PacksMissing
from game.play.finished_campaigns import Chapter, chapters, note
from game.play.replay import Replay, replay
from game.play.save_file import SaveError
from game.play.save_folder import SaveEntry, Store, user_folder

__all__ = [
    "Campaign",
    "Chapter",
    "PacksMissing",
    "Replay",
    "SaveEntry",
    "SaveError",
    "Store",
    "chapters",
    "note",
    "replay",
    "user_folder",
]
