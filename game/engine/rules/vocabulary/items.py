"""What content says, as immutable items: dials, orders, cards, scenarios, mandates, endings, doctrines, difficulties.

Definitions only; numbers, lessons and sources have modules of their own. The content room reads files into these and checks names;
`resolve` and its neighbours play them."""

from __future__ import annotations

from typing import Annotated, Literal

from game.engine.rules.effects.table import Impulse, Standing
from game.engine.rules.fields.bounds import Bounds, Ref, Words
from game.engine.rules.vocabulary.conditions import Condition, Who
from game.structs import Struct

SideId = Literal["beijing", "washington"]
Addressee = Literal["beijing", "washington", "both"]
Desk = Literal["households", "producers", "security", "finance", "partners"]
DESKS: tuple[Desk, ...] = ("households", "producers", "security", "finance", "partners")
Title = Annotated[str, Words(10), Bounds(1, 80, length=True)]
Sentence = Annotated[str, Words(40)]
Claims = Annotated[tuple[str, ...], Ref("claim")]
Rung = Annotated[int, Bounds(0, 8)]


class Notch(Struct):
    """One setting of a dial: what holds while it stands, its rung on the ladder, what it costs a quarter in $bn."""

    label: Annotated[str, Words(6)]
    effects: tuple[Standing, ...] = ()
    rung: Rung = 0
    upkeep: Annotated[float, Bounds(0, 20)] = 0.0


class Dial(Struct):
    """A setting that stays until it is moved. Notches run from mildest to harshest (or from none to most)."""

    id: str
    side: SideId
    family: Annotated[str, Ref("family")]
    title: Title
    text: Sentence
    notches: Annotated[tuple[Notch, ...], Bounds(2, 7, length=True)]
    start: Annotated[int, Bounds(0, 6)] = 0
    audience: Annotated[str, Ref("where")] = ""
    statute: bool = False  # may be set by statute (one capital and two quarters more, outlives elections)
    analyst: bool = False  # shown at Analyst level only
    stance: bool = False  # a licence stance, which takes the free notch and can be the matter of a demand
    icon: str = ""
    claims: Claims = ()

    @property
    def does(self) -> tuple[Standing, ...]:
        """All that its notches do, one after the other."""
        return tuple(effect for notch in self.notches for effect in notch.effects)


class Mark(Struct):
    """What a response or an act leaves behind, and later cards read."""

    name: Annotated[str, Ref("new-mark")]
    sort: Literal["promise", "precedent", "grievance", "favour", "exposure"]
    lasts: Annotated[int, Bounds(1, 99)] = 8


ACT_MARKS = ("demand-granted", "deal-struck", "broken-word", "stepped-back", "yielded-at-brink", "faced-them-down")
"""Marks that acts at the table and on the brink leave, whatever the cards."""


class Order(Struct):
    """Something that is done once: enacted for capital and budget, with impulses at once and effects while it lasts."""

    id: str
    side: SideId
    family: Annotated[str, Ref("family")]
    title: Title
    text: Sentence
    capital: Annotated[int, Bounds(0, 5)]
    budget: Annotated[float, Bounds(-5, 20)] = 0.0
    targets: Annotated[tuple[str, ...], Ref("region")] = ()
    impulses: tuple[Impulse, ...] = ()
    effects: tuple[Standing, ...] = ()
    lasts: Annotated[int, Bounds(0, 99)] = 0  # quarters that `effects` hold; 0 with effects: to the end
    rung: Rung = 0
    cooldown: Annotated[int, Bounds(0, 40)] = 2
    when: Condition | None = None
    why: Sentence = ""  # what to do when `when` refuses
    statute: bool = False
    analyst: bool = False
    mark: Mark | None = None
    promise: Literal["", "purchase", "open", "licence"] = ""  # a promise to the target while it lasts
    icon: str = ""
    claims: Claims = ()

    @property
    def does(self) -> tuple[Impulse | Standing, ...]:
        """All that it does, at once and while it lasts."""
        return (*self.impulses, *self.effects)


class Follow(Struct):
    """A card that this one calls up later."""

    card: Annotated[str, Ref("card")]
    after: Annotated[int, Bounds(1, 12)] = 1
    chance: Annotated[float, Bounds(0, 1)] = 1.0


class Response(Struct):
    """One answer to a card: argued for by a desk, argued against by another, with effects and one mark."""

    id: str
    text: Annotated[str, Words(15)]
    desk: Desk
    argument: Annotated[str, Words(15)]
    mark: Mark
    against: Desk | Literal[""] = ""
    objection: Annotated[str, Words(15)] = ""
    capital: Annotated[int, Bounds(0, 4)] = 0
    budget: Annotated[float, Bounds(0, 10)] = 0.0
    impulses: tuple[Impulse, ...] = ()
    effects: tuple[Standing, ...] = ()
    lasts: Annotated[int, Bounds(0, 40)] = 0
    rung: Rung = 0
    follow: tuple[Follow, ...] = ()


class Pair(Struct):
    """What happens besides when both capitals answered a shared card in this way."""

    beijing: str
    washington: str
    impulses: tuple[Impulse, ...] = ()  # acting side: Beijing


class Memory(Struct):
    """What a card says besides when a side still bears one of these marks; {quarter} and {act} tell when and how it was left.

    `side` is read from the capital that gets the card; the newest mark speaks, and those of the campaign's start are silent."""

    marks: Annotated[tuple[Annotated[str, Ref("mark")], ...], Bounds(1, 12, length=True)]
    text: Annotated[str, Words(30)]
    side: Who = "self"


MEMORY_FIELDS = ("quarter", "act")
"""What a memory's text may name: the quarter in which the mark was left, and the words of the response or order that left it."""


class Card(Struct):
    """A situation from the documents, put before a capital (or both at once, answered in secret)."""

    id: str
    to: Addressee
    title: Title
    dateline: Annotated[str, Words(8)]
    text: Annotated[str, Words(60)]
    responses: Annotated[tuple[Response, ...], Bounds(2, 4, length=True)]
    default: str
    claims: Claims
    record: Annotated[str, Words(60)]
    question: Annotated[str, Words(40)]
    brief: Annotated[str, Words(40)]
    scene: Annotated[str, Ref("scene")] = ""  # the picture over it, by its file's name in the game's art
    speaker: Annotated[str, Ref("person")] = ""  # who brings it
    more: Annotated[str, Words(60)] = ""
    memories: tuple[Memory, ...] = ()
    when: Condition | None = None
    weight: Annotated[float, Bounds(0, 100)] = 1.0
    called: Literal["weight", "state", "mark", "chain", "date"] = "weight"
    event: tuple[Impulse, ...] = ()  # happens when the card is dealt, whatever the answer
    pairs: tuple[Pair, ...] = ()
    again: Annotated[int, Bounds(0, 99)] = 0  # quarters before it may come up again; 0 = once a campaign
    tags: tuple[str, ...] = ()


class Event(Struct):
    """A dated entry of the calendar."""

    quarter: Annotated[str, Ref("date")]
    sort: Literal["election", "plan-review", "partner-review", "truce-expiry", "opening", "talks"]
    title: Title
    side: Addressee = "both"
    regions: Annotated[tuple[str, ...], Ref("region")] = ()
    card: Annotated[str, Ref("card")] = ""  # dealt in that quarter


class Par(Struct):
    """Standing that the reference doctrine reaches: median and spread (IQR / 1.35) of `games` campaigns."""

    median: float
    spread: Annotated[float, Bounds(0.1, 100)]
    loss_reference: Annotated[float, Bounds(0.001, 100)]  # C_ref: median cumulative own loss, % of GDP-quarters
    games: int = 0


class ScenarioItem(Struct):
    """A campaign: when it starts, how long it lasts, how the dials stand, what is on the calendar, which mandates are dealt."""

    id: str
    title: Title
    text: Annotated[str, Words(120)]
    start: Annotated[str, Ref("date")]
    quarters: Annotated[int, Bounds(1, 60)]
    successor: Annotated[int, Bounds(1, 20)]
    world: Annotated[str, Ref("world")]
    dials: dict[Annotated[str, Ref("dial")], int]
    mandates: dict[SideId, Annotated[tuple[str, ...], Ref("mandate")]]  # side -> mandates that may be dealt
    mandates_dealt: Annotated[int, Bounds(0, 5)]
    calendar: tuple[Event, ...]
    par: dict[SideId, Par]
    opening: dict[SideId, str]  # side -> the first briefing
    marks: dict[SideId, tuple[str, ...]]  # marks borne at the start
    stances: dict[Annotated[str, Ref("region")], tuple[float, float]]  # region -> stance toward Beijing, Washington
    table_from: Annotated[int, Bounds(0, 20)] = 0  # first quarter with the Table
    cards: Annotated[tuple[str, ...], Ref("tag")] = ()  # tags of cards that may be dealt; empty = all


class Mandate(Struct):
    """A measurable task. `measure` names how it is read; `target` the threshold."""

    id: str
    side: SideId
    title: Title
    text: Sentence
    condition: Condition  # read at each quarter's end
    span: Literal["end", "always", "count", "run"]  # holds at the end / in every quarter / in `quarters` of them / in a row
    quarters: Annotated[int, Bounds(0, 60)] = 0
    rate: Annotated[float, Bounds(0.05, 0.95)] = 0.5  # p: share of reference games that meet it
    tension: Annotated[tuple[str, ...], Ref("mandate")] = ()  # mandates it pulls against
    claims: Claims = ()


ENDING_FIELDS = (
    *("side", "rival", "quarter", "leverage", "reliability", "risk", "grade", "partners", "most_used"),
    *("freeze", "hardest", "answer", "promises"),
)
"""What an ending's text may name. The last four are whole sentences about the side's own acts, with their quarters."""


class Ending(Struct):
    """How a campaign is told when it is over; the first whose condition holds, by `order`."""

    id: str
    order: int
    title: Title
    text: dict[SideId, str]  # side -> the story, with {fields} that the debrief fills
    verdicts: Annotated[tuple[str, ...], Ref("verdict")] = ()  # rupture, out-of-office, win, loss, draw; empty = any
    when: Condition | None = None


class Incident(Struct):
    """What brings both capitals to a brink, told alike to both; `about` are the chains that it is about, empty for any."""

    id: str
    title: Title
    text: Annotated[str, Words(32)]
    scene: Annotated[str, Ref("scene")] = ""
    about: tuple[Annotated[str, Ref("chain")], ...] = ()


class Doctrine(Struct):
    """A way of playing the other side: the script's name and its numbers; `reference` marks the par doctrine."""

    id: str
    title: Title
    text: Sentence
    script: str
    numbers: dict[str, float]
    playable: bool = True  # offered as an opponent on the new-game page


class Difficulty(Struct):
    """What the opponent gets, all of it listed on the new-game page."""

    id: str
    title: Title
    text: Sentence
    capital: Annotated[int, Bounds(-2, 4)] = 0  # capital a quarter on top
    budget: Annotated[float, Bounds(0, 3)] = 1.0  # factor on income
    sight: Annotated[float, Bounds(0, 1)] = 0.0  # added to the chance of glimpsing quiet drafts
