"""Which of the window's own commands a key press is, under the player's keys.

What a command does is the business of `events` and `loop`."""

from __future__ import annotations

import pygame

from game.screens.tree.keys import WINDOW, Chosen, command_of

WITHOUT_LETTER = 0x110000  # codes of keys from here on are no letters but places on the keyboard


def name_of(event: pygame.event.Event) -> str:
    """The key's name, as `screens.keys` spells it."""
    return pygame.key.name(event.key).lower()


def letter_of(event: pygame.event.Event) -> str:
    """The letter that a key press makes, "" for a key that makes none; the key's own where the event brings no letter.

    A key without a letter has a code above all letters', or one of the few signs that are not printed (Tab, Enter, Escape …)."""
    letter: str = getattr(event, "unicode", "") or (chr(event.key) if 0 <= event.key < WITHOUT_LETTER else "")
    return letter if letter.isprintable() else ""


def pressed(event: pygame.event.Event, chosen: Chosen) -> str:
    """The command of the window that a key press means, or ""; some layouts give a sign only with Shift, so that counts, too."""
    for name in (name_of(event), getattr(event, "unicode", "").lower()):
        command = command_of(name, chosen)
        if command in WINDOW:
            return command
    return ""
