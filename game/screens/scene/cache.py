"""What is made once and remembered until it changes: rules and glossary in the player's language, what may be put on the plan.

Each is asked for at every picture and costs too much for that; what it is made of says when it is made anew."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from game.engine.rules.campaign.observation import Observation
    from game.engine.rules.turn.options import Option, Options
    from game.engine.rules.vocabulary.plan import Line, Plan
    from game.engine.rules.vocabulary.rules import Rules
    from game.screens.words.glossary import Glossary


class Wording:
    """The rules with their texts in a language, and the glossary in it; ids, numbers and hash of the rules stay as they are."""

    def __init__(self) -> None:
        self._told: tuple[tuple[str, str], Rules] | None = None
        self._glossary: tuple[tuple[str, str], Glossary] | None = None

    def told(self, rules: Rules, language: str) -> Rules:
        """The rules in the language."""
        key = (rules.hash, language)
        held = self._told
        if held is None or held[0] != key:
            from game.content.loading.translation import translate

            held = self._told = (key, translate(rules, language))
        return held[1]

    def glossary(self, rules: Rules, language: str) -> Glossary:
        """The glossary of the rules' terms in the language."""
        key = (rules.hash, language)
        if self._glossary is None or self._glossary[0] != key:
            from game.screens.words.glossary import Glossary

            self._glossary = (key, Glossary(self.told(rules, language).terms, language))
        return self._glossary[1]


class Sight(NamedTuple):
    """What the player sees of a campaign and may do in it, under the plan as it is laid out."""

    observation: Observation
    plan: Plan
    options: Options
    choices: Mapping[Line, Option]


class Sighting:
    """The sight of one campaign, made anew when its state or its plan is another."""

    def __init__(self) -> None:
        self.last: Sight | None = None
        self._of: tuple[Any, ...] = ()

    def look(self, campaign: Any) -> Sight:
        """What is seen now."""
        key = (id(campaign.state) if hasattr(campaign, "state") else 0, campaign.plan)
        if self.last is None or self._of != key:
            import game.engine.rules as engine
            from game.screens.scene.available_lines import choices

            rules, observation = campaign.rules, campaign.observation
            options, found = choices(lambda plan: engine.options(rules, observation, plan), campaign.plan)
            self.last, self._of = Sight(observation, campaign.plan, options, found), key
        return self.last
