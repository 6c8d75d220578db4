"""Which of the window's own commands a key press is, under the player's keys.

What a command does is the business of `events` and `loop`."""

from __future__ import annotations

import pygame

from game.screens.tree.keys import WINDOW, Chosen, command_of


def name_of(event: pygame.event.Event) -> str:
    """The key's name, as `screens.keys` spells it."""
    return pygame.key.name(event.key).lower()


def pressed(event: pygame.event.Event, chosen: Chosen) -> str:
    """The command of the window that a key press means, or ""; some layouts give a sign only with Shift, so that counts, too."""
    for name in (name_of(event), getattr(event, "unicode", "").lower()):
        command = command_of(name, chosen)
        if command in WINDOW:
            return command
    return ""
