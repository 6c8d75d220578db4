"""The content room: strict reading, checking and compiling of packs. Here stand its summaries, imported only when asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from game.engine.rules.vocabulary.rules import Rules


def inventory(rules: Rules) -> dict[str, Any]:
    """Counts of content by kind, side and scenario, with the share of all words that each installed language has."""
    from game.content.loading import counts
    from game.content.loading.languages import translation

    return counts.inventory(rules, translation.languages())


def coverage(rules: Rules) -> dict[str, Any]:
    """The claims of the documents and what carries them."""
    from game.content.checks import claims_carried

    return claims_carried.coverage(rules)
