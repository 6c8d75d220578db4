"""Commands for who writes a pack: the reference of the format, a card tried in a real state, a pack watched while it is written.

A new pack is made by `content/kit`; packs are installed and ordered by the commands of `packs.py`."""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.commands.arguments import LAST_SEED, SIDES, Wrong, number, pick
from game.commands.loading import load_campaign, load_rules
from game.commands.output import FINDINGS, GOOD, say, show
from game.commands.packs import pack_at

if TYPE_CHECKING:
    from game.content.loading.gather import Gathered
    from game.engine.rules.campaign.record import State
    from game.engine.rules.vocabulary.items import Card
    from game.engine.rules.vocabulary.plan import Side
    from game.engine.rules.vocabulary.rules import Rules
    from game.play import Campaign

LISTED = 12  # files of a new pack that are named
AHEAD = (1, 4, 8)  # quarters at which a forecast is told
BESIDE = ("tension", "support", "budget")  # what is told besides the three figures
NAP = 0.2  # seconds between two looks at a watched pack


def new_pack(given: argparse.Namespace) -> int:
    """A new pack that explains itself, or a translation of the game with every text laid out, in the player's content folder."""
    from game.content.kit.new_pack import CannotMake
    from game.content.packs.folders import user_content

    where = Path(given.folder) if given.folder else user_content()
    if given.pseudo and not given.language:
        raise Wrong("--pseudo says every text in a pseudo-language; give its code too, such as --language qps-ploc.")
    try:
        folder = _language(given, where) if given.language else _starter(given.name, where)
    except CannotMake as problem:
        raise Wrong(str(problem)) from None
    except OSError as problem:
        raise Wrong(f'Nothing can be written to "{where}": {(problem.strerror or "unknown reason").lower()}.') from None
    made = sorted(str(path.relative_to(folder)) for path in folder.rglob("*.yaml"))
    told = [
        str(folder),
        *(f"  {name}" for name in made[:LISTED]),
        *([f"  … and {len(made) - LISTED} more"] if len(made) > LISTED else []),
    ]
    told += ["", f'Have it checked:  python -m game check "{folder}"', "In the game F5 reads the packs again, in a campaign too."]
    show(given, {"folder": str(folder), "files": made}, told)
    return GOOD


def _starter(name: str, where: Path) -> Path:
    from game.content.kit.new_pack import new_pack as make
    from game.content.kit.new_pack import with_schemas

    folder = make(name, where)
    return with_schemas(folder, _schemas(folder))


def _language(given: argparse.Namespace, where: Path) -> Path:
    from game.content.checks.texts.translations import SCREEN, english
    from game.content.kit.new_language import new_language, pseudo
    from game.content.loading.compile import SENTENCES
    from game.content.loading.languages.translation_stamps import as_yaml, stamped
    from game.content.packs.pack import STAMPS
    from game.play.messages import ENGLISH
    from game.screens.words.languages import own_name

    gathered = _gathered(None)
    texts = {
        key: found for key, found in english(gathered.entries, gathered.packs).items() if key[0] == SCREEN or ":" not in key[1]
    }
    texts[SCREEN, "notices"] = {**ENGLISH, **SENTENCES}
    title = "[Pséudo]" if given.pseudo else own_name(given.language)
    folder = new_language(given.name, given.language, title, where, texts, pseudo if given.pseudo else None)
    (folder / STAMPS).write_text(as_yaml(stamped(folder)), encoding="utf-8")
    return folder


def schema(given: argparse.Namespace) -> int:
    """JSON Schema of every kind of file, into a pack for its editor, into a folder, or on standard output."""
    from game.content.reference.schema import FOLDER, write

    pack = pack_at(given.pack) if given.pack else None
    made = _schemas(pack)
    folder = Path(given.out) if given.out else pack / FOLDER if pack else None
    if folder is None:
        print(json.dumps(made, ensure_ascii=False))
        return GOOD
    try:
        write(made, folder)
    except OSError as problem:
        raise Wrong(f'The schemas cannot be written to "{folder}": {problem.strerror}.') from None
    show(given, {"folder": str(folder), "files": sorted(made)}, [f"{len(made)} schemas are in {folder}"])
    return GOOD


def _schemas(pack: Path | None) -> dict[str, dict[str, Any]]:
    """The schemas with the names of all installed packs, and of this one."""
    from game.content.reference.schema import schemas

    gathered = _gathered(pack)
    mine = next((p for p in (*gathered.packs, *gathered.left_out) if pack and p.place.path.resolve() == pack.resolve()), None)
    return schemas(gathered.known, mine.id if mine else "")


def manual(given: argparse.Namespace) -> int:
    """The manual of the pack format, on standard output or in a file."""
    from game import installation
    from game.content.reference.manual import manual as run

    icons = sorted(path.stem for path in (installation.assets() / "icons").glob("*.svg"))
    gathered = _gathered(None)
    told = run(gathered.known, icons, gathered.entries.values())
    if not given.out:
        print(told, end="")
        return GOOD
    try:
        Path(given.out).write_text(told, encoding="utf-8")
    except OSError as problem:
        raise Wrong(f'The manual cannot be written to "{given.out}": {problem.strerror}.') from None
    say(f"The manual is in {given.out}")
    return GOOD


def _gathered(pack: Path | None) -> Gathered:
    """All installed packs as read and judged, and this one where it is none of them."""
    from game.content.loading.gather import gather
    from game.content.packs.folders import discover

    if pack is not None and not (pack / "pack.yaml").is_file():
        raise Wrong(f'There is no pack at "{pack}": a pack is a folder with a pack.yaml. python -m game new-pack NAME makes one.')
    places = discover()
    more = discover([pack]) if pack is not None else ()
    known = {place.path.resolve() for place in places}
    return gather((*places, *(place for place in more if place.path.resolve() not in known)))


def try_card(given: argparse.Namespace) -> int:
    """One card on the Desk of a real state, and what each answer moves in the forecast."""
    from game.content.loading.languages.translation import translate
    from game.engine.rules.campaign.judge import holds
    from game.engine.rules.turn.observe import facts_seen
    from game.screens.words.texts import Texts, languages

    language = pick("language", given.lang, languages())
    rules = load_rules()
    card = rules.cards[pick("card", given.card, rules.cards)]
    campaign = load_campaign(rules, given.state) if given.state else _begun(rules, given, card)
    side = campaign.side if given.state and not given.side else _side(given.side, card.to)
    if card.to not in (side, "both"):
        raise Wrong(f'The card "{card.id}" is put before {card.to}; leave --side out, or give --side {card.to}.')
    dealt = _with_card(campaign, card.id, side)
    told = _told(dealt, card.id, language)
    t = Texts(language)
    held = holds(facts_seen(rules, dealt.observation), card.when)
    moved = forecasts(dealt, card.id)
    first = translate(rules, language).cards[card.id]
    lines = [*told, "", t("command.try_holds" if held else "command.try_not"), "", t("command.try_head")]
    for response in first.responses:
        usual = response.id == first.default
        lines.append(f"  {response.id}{' *' if usual else ''}: {response.text}")
        for figure, by_quarter in () if usual else moved[response.id].items():
            steps = ", ".join(f"{t.signed(by_quarter[q], 2)} ({t.count('quarters', q)})" for q in AHEAD)
            lines.append(f"      {t(f'quantity.{figure}')}: {steps}")
    report = {"card": card.id, "side": side, "quarter": dealt.state.record.quarter, "holds": held, "forecast": moved}
    show(given, report, lines)
    return GOOD


def _side(wanted: str, to: str) -> Side:
    return pick("side", wanted or (to if to != "both" else "beijing"), SIDES)


def _begun(rules: Rules, given: argparse.Namespace, card: Card) -> Campaign:
    """A campaign some quarters into a scenario in which both sides did nothing."""
    from game.engine.rules.campaign.record import Setup
    from game.lab.simulation.statement import state_after
    from game.play import Campaign

    wanted = given.scenario or _where_it_is_met(rules, card, given.quarter)
    scenario = pick("scenario", wanted, rules.scenarios)
    quarters = number("quarter", given.quarter, 0, rules.scenarios[scenario].quarters - 1)
    campaign = Campaign.start(rules, Setup(scenario, number("seed", given.seed, 0, LAST_SEED), _side(given.side, card.to)))
    campaign.state = _for(campaign, state_after(rules, scenario, quarters, campaign.setup.seed))
    return campaign


def _where_it_is_met(rules: Rules, card: Card, quarter: str) -> str:
    """The shortest scenario that brings a card up and lasts so long; the shortest that lasts so long where none does."""
    from game.content.checks.cards import may_play

    listed = [rules.scenarios[id] for id in rules.by_length()]
    long = [s for s in listed if not quarter.isdecimal() or int(quarter) < s.quarters] or listed
    met = [s for s in long if may_play(card, s, forced=False)]
    return (met or long)[0].id


def _for(campaign: Campaign, state: State) -> State:
    """A state as this campaign's."""
    from game.structs import replace

    return type(state)(replace(state.record, setup=campaign.setup), state.world)


def _with_card(campaign: Campaign, card: str, side: Side) -> Campaign:
    """The campaign with this card alone on the table of this side."""
    from game.engine.rules.campaign.record import CardOnTable
    from game.play import Campaign
    from game.structs import replace

    record = campaign.state.record
    table = (CardOnTable(card, side, record.quarter),)
    state = type(campaign.state)(replace(record, table=table, setup=replace(record.setup, human=side)), campaign.state.world)
    made = Campaign.start(campaign.rules, state.record.setup)
    made.state = state
    return made


def _told(campaign: Campaign, card: str, language: str) -> list[str]:
    """The card as the terminal shows it, with all that lies folded away."""
    from game.screens.app import App
    from game.screens.scene.settings import Settings
    from game.screens.tree.node import walk
    from game.structs import replace
    from game.terminal.text_page import Numbers, block

    app = App(campaign.rules, None, Settings(guidance="analyst", lessons=False), language=language, threads=False)
    app.adopt(campaign)
    app.show("desk")
    app.ui = replace(app.ui, more=True)
    app.changed()
    node = next(n for n in walk(app.tree()) if n.id == f"card:{card}")
    return block(node, Numbers())


def forecasts(campaign: Campaign, card: str) -> dict[str, dict[str, dict[int, float]]]:
    """Response → figure → quarters ahead → by how much the answer moves the figure on average, against the card's default."""
    from game.engine.rules.campaign.record import FIGURES
    from game.engine.rules.vocabulary.plan import AnswerCard, Plan
    from game.engine.world.arithmetic.total import total
    from game.forecast import fan

    o, item = campaign.observation, campaign.rules.cards[card]
    reading = o.reading.leaning

    def means(response: str) -> dict[str, dict[int, float]]:
        plan = Plan(o.side, (AnswerCard(card, response),))
        bands = fan(campaign.rules, o, plan, reading, max(AHEAD), key=1, quantities=BESIDE).bands
        return {f: {q: total(bands[f].lanes[q].tolist()) / bands[f].lanes.shape[1] for q in AHEAD} for f in (*FIGURES, *BESIDE)}

    by_response = {r.id: means(r.id) for r in item.responses}
    usual = by_response[item.default]
    return {
        id: {f: {q: round(x - usual[f][q], 2) for q, x in row.items()} for f, row in found.items()}
        for id, found in by_response.items()
    }


def watch(given: argparse.Namespace) -> int:
    """Checks a pack now and whenever one of its files changes, until Ctrl-C; with --once only now."""
    from game.content.format.findings import as_text
    from game.content.loading.checker import check
    from game.content.loading.stored import files_below

    pack = pack_at(given.pack)
    if not (pack / "pack.yaml").is_file():
        raise Wrong(f'There is no pack at "{pack}": a pack is a folder with a pack.yaml.')
    seen: object = None
    while True:
        now = tuple((str(f), f.stat().st_mtime_ns, f.stat().st_size) for f in files_below(pack, ".yaml") if f.exists())
        if now != seen:
            began, seen = time.perf_counter(), now
            findings = check([pack])
            print(f"{time.strftime('%H:%M:%S')}  {as_text(findings)}  ({time.perf_counter() - began:.1f} s)", flush=True)
            if not given.once:
                say("In the game F5 reads the packs again, in a campaign too. Ctrl-C ends this.")
        if given.once:
            return FINDINGS if any(f.severity == "error" for f in findings) else GOOD
        time.sleep(NAP)
