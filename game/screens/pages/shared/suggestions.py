"""What a player could do this quarter: the nearest mandate and what it lacks, and the offer likeliest to be accepted.

Reads only what the side observes; the judgements are the rules' and the forecast's."""

from __future__ import annotations

import game.engine.rules as engine
from game.engine.rules.campaign.judge import Facts, holds, read
from game.engine.rules.campaign.quantities import QUANTITIES
from game.engine.rules.turn.observe import facts_seen
from game.engine.rules.verdict.mandates import hopeless, longest_run, met, within_reach
from game.engine.rules.vocabulary import conditions as c
from game.engine.rules.vocabulary.items import Dial, Mandate
from game.engine.rules.vocabulary.plan import Offer, Term, other
from game.engine.world.arithmetic.total import total
from game.forecast import odds_of_yes
from game.forecast.readings import facing
from game.screens.scene.scene import Play
from game.screens.tree.node import Intent, Node
from game.screens.tree.parts import button, do, table
from game.screens.words.quantities import number_told
from game.screens.words.sentences import notch_label, offer_told
from game.screens.words.texts import Texts

SPAN = 4  # quarters of a suggested offer
LIKELY = 0.4  # odds from which an offer is worth naming
MOST_NEEDS = 2  # things that a mandate lacks which are written out
FAR = 0.5  # distance of what is no number


def suggestion_buttons(scene: Play) -> list[Node]:
    """Two short buttons beside the plan: to the nearest mandate, and to the likeliest offer; what they say in full is the hint."""
    t = scene.t
    mandate, offer = nearest_mandate(scene), likeliest_offer(scene)
    nodes: list[Node] = []
    if mandate is not None:
        title, words = mandate
        nodes.append(
            button(
                "could-mandate",
                t("could.title"),
                do("tab", "tasks"),
                hint=t("number.sentence_separator").join((t("could.mandate", mandate=title), words)),
                icon="bulb",
                style="small",
            )
        )
    if offer is not None:
        found, chance = offer
        nodes.append(
            button(
                "could-offer",
                t("could.demand_short" if found.draft else "could.deal_short"),
                suggestion(found),
                hint=t("number.sentence_separator").join(
                    (
                        sort_told(t, found, chance),
                        t("could.offer_hint", offer=offer_told(t, scene.rules, found, scene.observation.drafts)),
                    )
                ),
                icon="deal",
                style="small",
            )
        )
    return nodes


def could_table(scene: Play) -> list[Node]:
    """The same in full, for the tab of the mandates."""
    t = scene.t
    mandate, offer = nearest_mandate(scene), likeliest_offer(scene)
    rows = [[t("could.mandate", mandate=mandate[0]), mandate[1]]] if mandate else []
    if offer is not None:
        rows.append([sort_told(t, *offer), offer_told(t, scene.rules, offer[0], scene.observation.drafts)])
    return [table("could", "", [[t("could.title"), t("could.takes")], *rows], hint=t("could.hint"))] if rows else []


def sort_told(t: Texts, offer: Offer, chance: float) -> str:
    """Deal or demand, with its odds."""
    return t("could.demand" if offer.draft else "could.deal", chance=t.percent(chance))


def suggestion(offer: Offer) -> Intent:
    """What lays the offer on the Table's sheet."""
    give = ("", 0) if offer.give is None else (offer.give.dial, offer.give.most)
    return do("suggest", offer.take.dial, offer.take.most, *give, offer.draft, offer.quarters)


# ---- mandates -------------------------------------------------------------------------------------------------------


def lacking(facts: Facts, condition: c.Condition) -> list[tuple[float, c.Condition]]:
    """The parts of a condition that do not hold, each with its distance; of alternatives the nearest."""
    if isinstance(condition, c.All):
        return [x for part in condition.of for x in lacking(facts, part)]
    if isinstance(condition, c.AnyOf):
        return min((lacking(facts, part) for part in here(facts, condition)), key=_far)
    if holds(facts, condition):
        return []
    if isinstance(condition, c.Quantity):
        value = read(facts, condition)
        bound = condition.least if value < condition.least else condition.most
        return [(min(1.0, abs(value - bound) / max(abs(bound), abs(value), 1e-9)), condition)]
    return [(FAR, condition)]


def nearness(facts: Facts, condition: c.Condition) -> float:
    """How near today a condition is to hold, 0..1: 1 less the mean distance of its parts."""
    return 1.0 - total(d for d, _ in lacking(facts, condition)) / max(1, len(asked(facts, condition)))


def here(facts: Facts, condition: c.AnyOf) -> list[c.Condition]:
    """The alternatives of this scenario: what is asked in another one is no way to go."""
    return [part for part in condition.of if not _elsewhere(facts, part)] or list(condition.of)


def _elsewhere(facts: Facts, part: c.Condition) -> bool:
    inner = part.of if isinstance(part, c.All) else (part,)
    where = [x for x in inner if isinstance(x.of if isinstance(x, c.Not) else x, c.Scenario)]
    return any(not holds(facts, x) for x in where)


def _far(missing: list[tuple[float, c.Condition]]) -> tuple[float, int]:
    return total(d for d, _ in missing), len(missing)


def asked(facts: Facts, condition: c.Condition) -> list[c.Condition]:
    """The acts and numbers that a condition asks for in this scenario, met or not; of alternatives the nearest."""
    if isinstance(condition, c.All):
        return [x for part in condition.of for x in asked(facts, part)]
    if isinstance(condition, c.AnyOf):
        return asked(facts, min(here(facts, condition), key=lambda part: _far(lacking(facts, part))))
    return [condition]


def measured(scene: Play, id: str) -> str:
    """The numbers that a mandate asks for here, each with where it stands today, and the acts still wanted; "" for none.

    Acts that are done and faults that were not made need no words."""
    facts = facts_seen(scene.rules, scene.observation)
    parts = asked(facts, scene.rules.mandates[id].condition)
    open_ = [x for x in parts if not holds(facts, x) or (isinstance(x, c.Quantity) and x.most != 0)]
    told = scene.t("could.and").join(dict.fromkeys(words for words in (need(scene, facts, x) for x in open_) if words))
    return scene.t("task.here", figures=told) if told else ""


def nearest_mandate(scene: Play) -> tuple[str, str] | None:
    """The mandate that lacks least and what it lacks; one that holds already is named only when no other is open."""
    t, o = scene.t, scene.observation
    facts = facts_seen(scene.rules, o)
    found: list[tuple[bool, float, str, list[c.Condition]]] = []
    for id in o.mandates:
        item, progress = scene.rules.mandates[id], o.progress.get(id, ())
        out = not within_reach(item, progress, o.quarters - o.quarter) or hopeless(facts, item.condition)
        if out or (item.span in ("count", "run") and met(item, progress)):
            continue
        missing = lacking(facts, item.condition)
        found.append((not missing, total(d for d, _ in missing), id, [x for _, x in missing]))
    if not found:
        return None
    done, _, id, missing_parts = min(found, key=lambda x: (x[0], x[1], x[2]))
    item = scene.rules.mandates[id]
    return item.title, t("could.holds") if done else told(scene, facts, item, missing_parts)


def lacked(scene: Play, id: str) -> str:
    """What a mandate asked and what it lacked: of one that counts quarters how many it had, else the numbers as they stand."""
    item, progress = scene.rules.mandates[id], scene.observation.progress.get(id, ())
    task = item.told(scene.observation.scenario)
    if item.span in ("count", "run"):
        had = total(progress) if item.span == "count" else longest_run(progress)
        count = scene.t("task.count", n=scene.t.number(had), all=scene.t.number(max(1, item.quarters)))
        return f"{task} {count}"
    facts = facts_seen(scene.rules, scene.observation)
    missing = [x for _, x in lacking(facts, item.condition)]
    return scene.t("could.lacked", mandate=task, needs=told(scene, facts, item, missing)) if missing else task


def told(scene: Play, facts: Facts, item: Mandate, missing: list[c.Condition]) -> str:
    """What a mandate lacks, in one sentence."""
    t = scene.t
    needs = [words for words in (need(scene, facts, x) for x in missing) if words]
    if not needs:
        return item.told(scene.observation.scenario)
    more = t("could.more", n=t.number(len(missing) - MOST_NEEDS)) if len(missing) > MOST_NEEDS else ""
    return t("could.and").join(needs[:MOST_NEEDS]) + more


def need(scene: Play, facts: Facts, x: c.Condition) -> str:
    """One thing that is lacking; "" for what is no act and no number."""
    t, rules = scene.t, scene.rules
    if isinstance(x, c.DialAt) and x.dial in rules.dials:
        dial = rules.dials[x.dial]
        high = facts.dials.get(x.dial, dial.start) > x.most or x.least == 0
        return t("could.dial_most" if high else "could.dial_least", dial=dial.title, notch=edge(t, dial, x, high))
    if isinstance(x, c.InForce) and x.order in rules.orders:
        return t("could.order", order=rules.orders[x.order].title)
    if isinstance(x, c.Quantity):
        value = read(facts, x)
        low = value < x.least or not x.has_most
        return t(
            "could.least" if low else "could.most",
            name=quantity_told(t, x),
            now=number_told(t, QUANTITIES[x.name], value, fine=True),
            bound=number_told(t, QUANTITIES[x.name], x.least if low else x.most, fine=True),
        )
    return ""


def edge(t: Texts, dial: Dial, x: c.DialAt, high: bool) -> str:
    """The notch at which the condition would hold."""
    return notch_label(t, dial, x.most if high else x.least)


def quantity_told(t: Texts, x: c.Quantity) -> str:
    """A quantity with its product and place, where it has them."""
    name = t(f"quantity.{x.name}")
    of = [t.name(x.product)] if x.product else []
    of += [t.name(x.where)] if x.where else []
    return t("could.of", name=name, of=t("number.list_separator").join(of)) if of else name


# ---- offers ---------------------------------------------------------------------------------------------------------


def candidates(scene: Play) -> list[Offer]:
    """Demands under each own announced draft, and deals of one notch for one notch on stances that touch both capitals."""
    o, rules = scene.observation, scene.rules
    takes = [Term(d, o.dials[d] - 1) for d in facing(rules, other(o.side)) if o.dials[d] > 0]
    own = [(rules.dials[d].notches[o.dials[d]].rung, d) for d in facing(rules, o.side) if o.dials[d] > 0]
    drafts = [d.id for d in o.drafts if d.side == o.side and not d.quiet and not d.demand]
    demands = [Offer(take, SPAN, None, draft, 1) for take in takes for draft in drafts]
    deals = [Offer(take, SPAN, Term(dial, o.dials[dial] - 1)) for take in takes for _, dial in sorted(own)]
    return [*demands, *deals]


def likeliest_offer(scene: Play) -> tuple[Offer, float] | None:
    """The offer with the best odds among those that may be made now, with its odds."""
    o, rules = scene.observation, scene.rules
    if any(isinstance(line, Offer) for line in scene.plan.lines):
        return None
    rated = [(odds_of_yes(rules, o, x).chance, -i, x) for i, x in enumerate(candidates(scene))]
    for chance, _, offer in sorted(rated, reverse=True, key=lambda x: (x[0], x[1])):
        if chance < LIKELY:
            return None
        if engine.refuse(rules, o, scene.plan, offer) is None:
            return offer, chance
    return None
