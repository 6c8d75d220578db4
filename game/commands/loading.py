"""What commands open before they work: the rules of the packs in play, saves by path or name, campaigns."""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from game.commands.arguments import Wrong
from game.commands.output import say
from game.outside_files import is_file
from game.outside_text import cleaned

if TYPE_CHECKING:
    from game.engine.rules.vocabulary.rules import Rules
    from game.play import Campaign


def load_rules(tell: Callable[[str], None] = say) -> Rules:
    """The rules of all packs in play; Wrong with the sentence when the game's own content is damaged.

    `tell` is given what is to be said about the packs, as a sentence that can be said in any language."""
    from game.content.loading.compile import load

    loaded = load()
    if loaded.sentence:
        tell(loaded.sentence)
    if loaded.rules is None:
        raise Wrong("Without content there is no game: python -m game check says where it is damaged.")
    return loaded.rules


def save_file(found: str) -> Path:
    """A save given by path, or by its name in the folder of saves."""
    from game.play import Store

    if is_file(found):
        return Path(found)
    entries = Store().list()
    for item in entries:
        if found in (item.name, item.path.name, item.path.stem):
            return item.path
    names = [item.name for item in entries]
    near = get_close_matches(cleaned(found), names, 1, 0.4)
    meant = f' Did you mean "{near[0]}"?' if near else ""
    there = f"saves here: {', '.join(names[:12])}" if names else "there are no saves yet"
    raise Wrong(f'There is no save "{cleaned(found)}"; {there}.{meant}')


def load_campaign(rules: Rules, found: str, keep: bool = False, bare: bool = False) -> Campaign:
    """A campaign from a save; `keep` lets it autosave, `bare` goes on without packs that it lacks."""
    from game.play import Campaign, PacksMissing, SaveError, Store

    path = save_file(found)
    try:
        campaign = Campaign.load(rules, path, Store() if keep else None, bare)
    except PacksMissing as problem:
        how = " To go on without: --without-packs" if problem.possible else ""
        raise Wrong(f'The save "{path.name}" cannot be loaded. {problem}{how}') from None
    except SaveError as problem:
        raise Wrong(f'The save "{path.name}" cannot be loaded. {problem}') from None
    if campaign.notice:
        say(campaign.notice)
    return campaign
