"""What two desks that disagree would have us do this quarter: who speaks, and the order that it means, to be pressed."""

from __future__ import annotations

from game.engine.rules.vocabulary.plan import GiveOrder, Measure, SetDial
from game.opponents.desk_advice import Advice, two_desks
from game.screens.scene.scene import Play
from game.screens.scene.shown_campaign.available_lines import way
from game.screens.tree.node import Node
from game.screens.tree.parts import button, do, heading, picture, row, text
from game.screens.words.quantities import cost_told
from game.screens.words.sentences import measure_told


def desk_voices(scene: Play) -> list[Node]:
    """A title and the two desks; nothing where no two of them would have different things done, or no order is left."""
    lines = sorted(open_lines(scene), key=repr) if scene.options.orders_left else []
    found = two_desks(scene.rules, scene.observation, lines)
    if found is None:
        return []
    return [heading("desks-title", scene.t("could.desks"), style="small"), *(voice(scene, advice) for advice in found)]


def open_lines(scene: Play) -> list[Measure]:
    """The orders and single notches that a Guided player may take now, at once or as a draft."""
    o, rules = scene.observation, scene.rules
    shown = {x.id for x in rules.dials.values() if not x.analyst} | {x.id for x in rules.orders.values() if not x.analyst}
    found: list[Measure] = []
    for line in scene.choices:
        if isinstance(line, GiveOrder):
            fits = line.order in shown
        elif isinstance(line, SetDial):
            fits = line.dial in shown and abs(line.notch - o.dials.get(line.dial, rules.dials[line.dial].start)) == 1
        else:
            continue
        if fits and not line.statute and not scene.why_not(way(scene.choices, line, False, False)):
            found.append(line)
    return found


def voice(scene: Play, advice: Advice) -> Node:
    """One desk's head with the face, and the button that puts its order on the plan."""
    t, o, line = scene.t, scene.observation, advice.line
    head = next((p for p in scene.rules.persons.values() if (p.side, p.desk) == (o.side, advice.desk)), None)
    who = t("card.speaker", name=head.name, office=head.office) if head else t.name(advice.desk)
    option = scene.choices.get(way(scene.choices, line, False, False))
    cost = cost_told(t, option.capital, option.budget) if option else ""
    intent = do("dial", line.dial, line.notch) if isinstance(line, SetDial) else do("order", line.order, line.target)
    return row(
        f"desk-voice:{advice.desk}",
        [
            picture(f"desk-voice:{advice.desk}:face", f"busts/{head.portrait}", "", style="small face") if head else None,
            text(f"desk-voice:{advice.desk}:who", who, style="small"),
            button(
                f"desk-voice:{advice.desk}:do",
                measure_told(t, scene.rules, line),
                intent,
                value=cost,
                style="small",
                icon="plus",
                hint=t("could.desk_hint", counts=head.counts if head else t.name(advice.desk)),
            ),
        ],
    )
