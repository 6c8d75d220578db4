"""Rows of play: a quarter, whole campaigns of script against script, a plan of the other side, and loading the content."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from shutil import copytree
from tempfile import mkdtemp

from game import installation
from game.content.format.yaml_reader import read_bytes
from game.content.kit.new_pack import STARTER
from game.content.loading.compile import load, load_again
from game.content.loading.gather import gather
from game.content.loading.trial import trial
from game.content.packs.folders import discover
from game.engine.rules import Setup, new_game, observe, resolve
from game.engine.rules.vocabulary.plan import BOTH, Answers, Plan
from game.engine.rules.vocabulary.rules import Rules
from game.lab.bench.model_rows import LONG
from game.lab.bench.row import Row, timed
from game.lab.simulation.simulate import simulate
from game.opponents import plan_for
from game.play import Campaign
from game.play.reloading import reloaded

Work = Callable[[], object]


def _quarter(rules: Rules) -> Work:
    """One quarter of one campaign with all its counterfactuals."""
    state = new_game(rules, Setup(LONG, 1))
    plans = {side: Plan(side) for side in BOTH}
    answers = {side: Answers(side) for side in BOTH}
    return lambda: resolve(rules, state, plans, answers)


def _simulate(rules: Rules) -> Work:
    """Five campaigns as one batch: the hundred of the first target would take minutes to measure seven times."""
    return lambda: simulate(rules, LONG, ("calibrator", "hawk"), 5, 1)


def _plan(rules: Rules) -> Work:
    """The calibrator's plan for the first quarter."""
    seen = observe(rules, new_game(rules, Setup(LONG, 1)), "washington")
    return lambda: plan_for(rules, seen, rules.doctrines["calibrator"])


def _load(rules: Rules) -> Work:
    """The base content, from the store of checked content."""
    return load


def _reload(rules: Rules) -> Work:
    """One card changed in the middle of a campaign: all packs read again, the campaign under the new rules, and what it shows."""
    own = Path(mkdtemp()) / "content"
    card = own / STARTER / "cards" / "first-card.yaml"
    copytree(installation.content() / "examples" / STARTER, own / STARTER)
    words = card.read_text(encoding="utf-8")
    campaign = Campaign.start(rules, Setup(LONG, 1))
    campaign.stay_the_course()  # in its first quarter it would begin anew
    said = iter(range(1_000_000))

    def again() -> object:
        card.write_text(words.replace("A letter from", f"Letter {next(said)} from"), encoding="utf-8")
        found = load_again([installation.content(), own]).rules
        assert found is not None and f"{STARTER}:first-card" in found.cards
        return reloaded(campaign, found).observation

    again()  # the files that did not change are read once
    return again


def _check(rules: Rules) -> Work:
    """Reading, shape, names and sense of the base pack: sixteen thousand lines, nothing played."""
    places = discover([installation.content() / "base"])

    def check() -> object:
        read_bytes.cache_clear()  # as a command that has read nothing yet
        return gather(places)

    return check


def _trial(rules: Rules) -> Work:
    """What one card brings, played in every scenario that it touches."""
    card = next(iter(rules.cards))
    return lambda: trial(rules, {("card", card)})


ENGINE = (
    Row("quarter_one_lane", "ms", "loop", 32.0, 60.0, timed(_quarter)),
    Row("simulate_5_calibrated_control", "s", "loop", 1.9, 3.0, timed(_simulate, "s")),
)
OPPONENTS = (Row("plan", "ms", "loop", 4.9, 2.0, timed(_plan, again=20)),)
CONTENT = (
    Row("content_load", "s", "loop", 0.054, 0.5, timed(_load, "s")),
    Row("check_16000_lines", "s", "loop", 0.76, 3.2, timed(_check, "s")),  # a second for 5,000 lines
    Row("trial_one_card", "s", "loop", 0.87, 1.5, timed(_trial, "s")),
    Row("card_reload", "s", "loop", 0.6, 1.0, timed(_reload, "s")),
)
