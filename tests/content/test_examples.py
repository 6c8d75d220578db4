"""The example packs: each sound for the checker and for the schemas, each played to its end; and the pseudo-language, whole."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import pytest

from game import cli, installation
from game.content.format.findings import as_text
from game.content.format.kinds import kind_of
from game.content.format.yaml_reader import read
from game.content.loading.checker import check
from game.content.loading.compile import load
from game.content.loading.gather import gather
from game.content.loading.languages.translation import languages
from game.content.packs import folders
from game.content.packs.folders import discover
from game.content.reference.schema import schemas
from game.engine.rules import new_game, resolve
from game.engine.rules.campaign.record import Setup
from game.engine.rules.vocabulary.plan import BOTH, Answers, Plan
from game.engine.rules.vocabulary.rules import Rules
from game.lab.simulation.simulate import run
from game.play import Store
from game.screens.app import App
from game.screens.scene.settings import Settings
from game.screens.tree.node import find
from game.screens.words.texts import Texts
from game.screens.words.texts import languages as spoken_languages
from game.structs import replace
from tests.screens.keyboard import begin, plan, quarter_end

EXAMPLES = installation.content() / "examples"
NAMES = ("starter", "cookbook", "ga-ge")
PSEUDO = "qps-ploc"


def test_every_example_is_looked_at() -> None:
    assert sorted(path.parent.name for path in EXAMPLES.glob("*/pack.yaml")) == sorted(NAMES)


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_an_example_has_no_findings(name: str) -> None:
    findings = check([EXAMPLES / name])
    assert not findings, as_text(findings)


@pytest.mark.parametrize("name", NAMES)
def test_the_schemas_take_every_file_of_an_example(name: str) -> None:
    pack = EXAMPLES / name
    made = schemas(gather(discover([pack])).known, name)
    refused = {}
    for file in sorted(pack.rglob("*.yaml")):
        parts = list(file.relative_to(pack).parts)
        translated = parts[0] == "languages"
        parts = parts[2:] if translated else parts
        kind = kind_of(parts[0] if len(parts) > 1 else "", file.stem)
        name = "pack" if parts == ["pack.yaml"] else "text" if parts[0] == "text" else kind.name if kind else ""
        schema = made[f"{'translated-' if translated and name != 'text' else ''}{name}.json"]
        found = list(jsonschema.Draft202012Validator(schema).iter_errors(read(file, file.name).data))
        if found:
            refused[file.name] = found[0].message[:200]
    assert refused == {}


def rules_with(*names: str) -> Rules:
    loaded = load([installation.content(), *(EXAMPLES / name for name in names)])
    assert loaded.rules is not None and all(p.state == "in play" for p in loaded.packs), loaded.sentence
    return loaded.rules


@pytest.mark.slow
def test_the_cookbook_is_played_to_an_end_by_its_own_doctrine_and_its_chain_comes_up() -> None:
    rules = rules_with("cookbook", "starter")
    played = run(rules, "calibrated-control", ("calibrator", "cookbook:bookkeeper"), 4, 1)
    assert len(played) == 4 and all(r.quarters > 8 for r in played)
    assert rules.numbers.glimpse == pytest.approx(1.1 * rules_with().numbers.glimpse)


@pytest.mark.slow
def test_two_more_minerals_are_in_every_world_and_their_scenario_is_played_to_its_end() -> None:
    rules = rules_with("ga-ge")
    for world in rules.worlds.values():
        assert {"ga-ge:gallium", "ga-ge:germanium"} <= set(world.materials) and len(world.finals) == 7
    dial = rules.dials["ga-ge:licence-metals-rival"]
    assert dial.stance and {e.products for n in dial.notches for e in n.effects} == {("ga-ge:*",)}
    assert {c.document for c in rules.claims.values() if c.id.startswith("ga-ge:")} == {"ga-ge:usgs", "ga-ge:market"}
    for doctrines in (("hawk", "calibrator"), ("calibrator", "hawk")):
        played = run(rules, "ga-ge:two-metals", doctrines, 2, 3)
        assert len(played) == 2 and all(r.quarters >= 1 for r in played)
    assert run(rules, "spring-curbs", ("calibrator", "calibrator"), 1, 1)[0].quarters == 8, "the base scenarios are whole"


@pytest.mark.slow
def test_a_ban_on_the_two_metals_empties_the_shelves_that_it_is_meant_for() -> None:
    """No exact figure: the model may be fitted anew."""
    rules = rules_with("ga-ge")
    start = new_game(rules, Setup("ga-ge:two-metals", 5))

    def shelf(notch: int) -> float:
        now = replace(start, record=replace(start.record, dials={**start.record.dials, "ga-ge:licence-metals-rival": notch}))
        for _ in range(3):
            now = resolve(rules, now, {s: Plan(s) for s in BOTH}, {s: Answers(s) for s in BOTH}).state
        spec = now.world.spec
        return float(now.world.stock[spec.region("usa"), spec.product("ga-ge:gallium.magnet"), 0])

    assert shelf(3) < 0.9 * shelf(1)


@pytest.fixture
def pseudo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the player's with the game in the pseudo-language, made by the command."""
    own = tmp_path / "own" / "content"
    monkeypatch.setattr(folders, "user_content", lambda: own)
    assert cli.main(["new-pack", "pseudo", "--language", PSEUDO, "--pseudo"]) == 0
    return own


@pytest.mark.slow
def test_the_pseudo_language_is_whole_and_the_game_is_played_to_its_end_in_it(pseudo: Path, tmp_path: Path) -> None:
    assert not [f for f in check([pseudo / "pseudo"], play=False) if f.severity == "error"]
    assert languages()[PSEUDO] >= 0.99
    assert PSEUDO in {code.lower() for code in spoken_languages()}
    rules = load().rules
    code = next(code for code in spoken_languages() if code.lower() == PSEUDO)
    app = App(lambda: rules, lambda: Store(tmp_path / "saves"), Settings(), language=code, threads=False, animate=False)
    app.tick()
    keys = begin(app)
    for quarter in range(30):
        plan(keys, quarter)
        quarter_end(keys)
        if app.tree().id == "ending":
            break
    assert app.tree().id == "ending" and find(app.tree(), "grade") is not None
    assert isinstance(app.texts, Texts) and not app.texts.missing
