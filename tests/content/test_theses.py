"""Theses that campaigns are held against are content: the game's own are sound, and a pack may bring more."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.content.checks import theses
from game.content.loading.checker import check
from game.content.loading.compile import load
from game.engine.rules.vocabulary.documents import CampaignThesis
from game.engine.rules.vocabulary.rules import Rules
from game.structs import Struct, replace
from tests.content.writing import Write

OWN = """- id: trust-of-threats
  order: 20
  claim: base:d001-c18
  text: "Threats cost trust."
  test: each
  deeds: presses
  figure: reliability
  falls: true
  found: "{cases}: trust {n0} each, by the end."
  untried: "Nobody threatened."
"""


class Place(Struct):
    """Stands where a thesis's place in its file would."""

    def finding(self, path: tuple[str, ...], code: str, message: str, **_: object) -> str:
        return f"{path[0]}: {message}"


def found(thesis: CampaignThesis) -> list[str]:
    return list(theses.check({"thesis": {thesis.id: thesis}}, {("thesis", thesis.id): Place()}))  # type: ignore[dict-item, arg-type]


def test_the_games_theses_are_sound(rules: Rules) -> None:
    assert len(rules.theses) >= 7 and not any(found(x) for x in rules.theses.values())
    assert all(x.claim in rules.claims for x in rules.theses.values())


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"deeds": ""}, 'deeds: the test "each" needs decisions under `deeds`'),
        ({"beside": "gives"}, 'beside: the test "each" takes no decisions under `beside`'),
        ({"test": "two", "falls": False, "found": "{cases} {n0} {n1}"}, 'beside: the test "two" needs decisions under `beside`'),
        ({"found": "{cases} and {n1}"}, 'found: the test "each" is told with {cases}, {n0}; the text has {cases}, {n1}'),
        ({"test": "later"}, 'falls: `falls` is for the test "each" alone; the test here is "later"'),
    ],
)
def test_a_thesis_that_does_not_fit_its_test_is_told(rules: Rules, changes: dict[str, object], told: str) -> None:
    assert told in found(replace(rules.theses["use-wastes"], **changes))


def test_a_pack_brings_a_thesis_of_its_own_and_the_game_stays_the_same(
    pack: Write, packs: Path, rules: Rules, tmp_path: Path
) -> None:
    folder = pack(sources__theses=OWN)
    assert not [f for f in check([folder], play=False) if f.severity == "error"]
    with_it = load([packs, folder], store=tmp_path / "store").rules
    assert with_it is not None and with_it.same_game(rules.hash)
    assert with_it.theses["mymod:trust-of-threats"].deeds == "presses"
