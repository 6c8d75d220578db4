"""What content says, as immutable items: dials, orders, cards, scenarios, mandates, endings, doctrines, difficulties.

Definitions only; numbers, lessons and sources have modules of their own. The content room reads files into these and checks names;
`resolve` and its neighbours play them."""

from __future__ import annotations

from typing import Annotated, Literal

from game.engine.rules.effects.table import Impulse, Standing
from game.engine.rules.fields.bounds import Bounds, Keys, Ref, Words
from game.engine.rules.vocabulary.conditions import Condition, Who
from game.structs import Struct, field

SideId = Literal["beijing", "washington"]
Addressee = Literal["beijing", "washington", "both"]
Desk = Literal["households", "producers", "security", "finance", "partners"]
DESKS: tuple[Desk, ...] = ("households", "producers", "security", "finance", "partners")
Title = Annotated[str, Words(10), Bounds(1, 80, length=True)]
Sentence = Annotated[str, Words(40)]
Claims = Annotated[tuple[str, ...], Ref("claim")]
Rung = Annotated[int, Bounds(0, 8)]
Stance = Annotated[float, Bounds(-1, 1)]
SIDE_IDS = ("beijing", "washington")


class Family(Struct):
    """A family of measures: a tab of the Desk and of the Lab, and a group in which causes are told."""

    id: str  # the file's name, or given in a list
    title: Title  # its name
    order: int = 99  # place among the tabs, lowest first
    icon: str = ""  # a name from the list of icons
    withholds: bool = False  # its notches run from mild to harsh and keep something from others; else from little to much


class Notch(Struct):
    """One setting of a dial: what holds while it stands, its rung on the ladder, what it costs a quarter in $bn."""

    label: Annotated[str, Words(6)]  # what it is called on the dial
    effects: tuple[Standing, ...] = ()  # what holds while the dial stands here
    rung: Rung = 0  # how harsh it is, 0 to 8 on the ladder
    upkeep: Annotated[float, Bounds(0, 20)] = 0.0  # $bn a quarter


class Dial(Struct):
    """A setting that stays until it is moved. Notches run from mildest to harshest (or from none to most)."""

    id: str  # the file's name, or given in a list
    side: SideId  # whose dial it is
    family: Annotated[str, Ref("family")]  # where it stands among the measures
    title: Title  # its name
    text: Sentence  # what it does, in one sentence
    notches: Annotated[tuple[Notch, ...], Bounds(2, 7, length=True)]  # mildest first
    start: Annotated[int, Bounds(0, 6)] = 0  # notch at which it stands where a scenario does not say
    audience: Annotated[str, Ref("where")] = ""  # whom it is aimed at
    statute: bool = False  # may be set by statute (one capital and two quarters more, outlives elections)
    analyst: bool = False  # shown at Analyst level only
    stance: bool = False  # a licence stance, which can be the matter of a deal or a demand
    icon: str = ""  # a name from the list of icons
    claims: Claims = ()  # claims of documents that it carries

    @property
    def does(self) -> tuple[Standing, ...]:
        """All that its notches do, one after the other."""
        return tuple(effect for notch in self.notches for effect in notch.effects)


class Mark(Struct):
    """What a response or an act leaves behind, and later cards read."""

    name: Annotated[str, Ref("new-mark")]  # any word; conditions and memories read it
    sort: Literal["promise", "precedent", "grievance", "favour", "exposure"]  # how it is shown
    lasts: Annotated[int, Bounds(1, 99)] = 8  # quarters


ACT_MARKS = ("demand-granted", "deal-struck", "broken-word", "stepped-back", "yielded-at-brink", "faced-them-down")
"""Marks that acts at the table and on the brink leave, whatever the cards."""


class Order(Struct):
    """Something that is done once: enacted for capital and budget, with impulses at once and effects while it lasts."""

    id: str  # the file's name, or given in a list
    side: SideId  # who may give it
    family: Annotated[str, Ref("family")]  # where it stands among the measures
    title: Title  # its name
    text: Sentence  # what it does, in one sentence
    capital: Annotated[int, Bounds(0, 5)]  # political capital that it costs
    budget: Annotated[float, Bounds(-5, 20)] = 0.0  # $bn that it costs; below zero it earns
    targets: Annotated[tuple[str, ...], Ref("region")] = ()  # regions of which one is chosen; none: it has no target
    impulses: tuple[Impulse, ...] = ()  # what happens at once
    effects: tuple[Standing, ...] = ()  # what holds while it lasts
    lasts: Annotated[int, Bounds(0, 99)] = 0  # quarters that `effects` hold; 0 with effects: to the end
    rung: Rung = 0  # how harsh it is, 0 to 8 on the ladder
    cooldown: Annotated[int, Bounds(0, 40)] = 2  # quarters before it can be given again
    when: Condition | None = None  # when it may be given
    why: Sentence = ""  # what to do when `when` refuses
    statute: bool = False  # may be given by statute
    analyst: bool = False  # shown at Analyst level only
    mark: Mark | None = None  # what it leaves behind
    promise: Literal["", "purchase", "open", "licence"] = ""  # a promise to the target while it lasts
    icon: str = ""  # a name from the list of icons
    claims: Claims = ()  # claims of documents that it carries

    @property
    def does(self) -> tuple[Impulse | Standing, ...]:
        """All that it does, at once and while it lasts."""
        return (*self.impulses, *self.effects)


class Follow(Struct):
    """A card that this one calls up later."""

    card: Annotated[str, Ref("card")]  # which
    after: Annotated[int, Bounds(1, 12)] = 1  # quarters from now
    chance: Annotated[float, Bounds(0, 1)] = 1.0  # 1: for certain


class Response(Struct):
    """One answer to a card: argued for by a desk, argued against by another, with effects and one mark."""

    id: str  # a short word, unique on the card
    text: Annotated[str, Words(15)]  # what the player chooses
    desk: Desk  # who argues for it
    argument: Annotated[str, Words(15)]  # its argument
    mark: Mark  # what the answer leaves behind
    against: Desk | Literal[""] = ""  # who argues against it
    objection: Annotated[str, Words(15)] = ""  # what would go wrong
    capital: Annotated[int, Bounds(0, 4)] = 0  # political capital that it costs
    budget: Annotated[float, Bounds(0, 10)] = 0.0  # $bn that it costs
    impulses: tuple[Impulse, ...] = ()  # what happens at once
    effects: tuple[Standing, ...] = ()  # what holds for `lasts` quarters
    lasts: Annotated[int, Bounds(0, 40)] = 0  # quarters that `effects` hold; 0 with effects: to the end
    rung: Rung = 0  # how harsh it is, 0 to 8 on the ladder
    follow: tuple[Follow, ...] = ()  # cards that it calls up later


class Pair(Struct):
    """What happens besides when both capitals answered a shared card in this way."""

    beijing: str  # the id of Beijing's response
    washington: str  # the id of Washington's
    impulses: tuple[Impulse, ...] = ()  # acting side: Beijing


class Auction(Struct):
    """One thing for which both capitals bid in secret, on a card to both: a response's `budget` is its bid.

    The higher bid gets the thing and pays; the lower gets its money back. Of equal bids neither gets it and neither pays."""

    won: Annotated[tuple[Impulse, ...], Bounds(1, 8, length=True)]  # what the winner gets; acting side: the winner
    lost: tuple[Impulse, ...] = ()  # what comes to the loser if it bid; acting side: the loser


class Memory(Struct):
    """What a card says besides when a side still bears one of these marks; {quarter} and {act} tell when and how it was left.

    `side` is read from the capital that gets the card; the newest mark speaks, and those of the campaign's start are silent."""

    marks: Annotated[tuple[Annotated[str, Ref("mark")], ...], Bounds(1, 12, length=True)]  # one of these must be borne
    text: Annotated[str, Words(30)]  # one sentence with {quarter}
    side: Who = "self"  # whose mark it is


MEMORY_FIELDS = ("quarter", "act")
"""What a memory's text may name: the quarter in which the mark was left, and the words of the response or order that left it."""


class Card(Struct):
    """A situation from the documents, put before a capital (or both at once, answered in secret)."""

    id: str  # the file's name, or given in a list
    to: Addressee  # who must answer; `both` answer in secret
    title: Title  # the headline
    dateline: Annotated[str, Words(8)]  # place and time
    text: Annotated[str, Words(60)]  # the situation
    responses: Annotated[tuple[Response, ...], Bounds(2, 4, length=True)]  # two to four answers
    default: str  # the id of the response that silence takes; it is free
    claims: Claims  # claims of documents that it carries
    record: Annotated[str, Words(60)]  # what really happened, shown afterwards
    question: Annotated[str, Words(40)]  # for the class
    brief: Annotated[str, Words(40)]  # how the other capital sees the same event
    scene: Annotated[str, Ref("scene")] = ""  # the picture over it, by its file's name in the game's art
    speaker: Annotated[str, Ref("person")] = ""  # who brings it
    more: Annotated[str, Words(60)] = ""  # the rest of the situation, folded away
    memories: tuple[Memory, ...] = ()  # what it says besides when earlier acts left a mark
    when: Condition | None = None  # when it may come up
    weight: Annotated[float, Bounds(0, 100)] = 1.0  # how it races against other cards
    called: Literal["weight", "state", "mark", "chain", "date"] = "weight"  # what brings it up
    event: tuple[Impulse, ...] = ()  # happens when the card is dealt, whatever the answer
    pairs: tuple[Pair, ...] = ()  # what happens besides on a card to both
    auction: Auction | None = None  # what both capitals bid for on a card to both; `budget` of each response is the bid
    again: Annotated[int, Bounds(0, 99)] = 0  # quarters before it may come up again; 0 = once a campaign
    tags: tuple[str, ...] = ()  # words by which a scenario chooses its cards


class Event(Struct):
    """A dated entry of the calendar."""

    quarter: Annotated[str, Ref("date")]
    sort: Literal["election", "plan-review", "partner-review", "truce-expiry", "opening", "talks"]  # what kind of date
    title: Title  # as the calendar shows it
    side: Addressee = "both"  # whom it concerns
    regions: Annotated[tuple[str, ...], Ref("region")] = ()  # which it concerns
    card: Annotated[str, Ref("card")] = ""  # dealt in that quarter


class Par(Struct):
    """Standing that the reference doctrine reaches: median and spread (IQR / 1.35) of `games` campaigns."""

    median: float
    spread: Annotated[float, Bounds(0.1, 100)]
    loss_reference: Annotated[float, Bounds(0.001, 100)]  # C_ref: median cumulative own loss, % of GDP-quarters
    games: int = 0
    path: tuple[float, ...] = ()  # median standing of these campaigns after each of its quarters; left out: the median all along


class ScenarioItem(Struct):
    """A campaign: when it starts, how long it lasts, how the dials stand, what is on the calendar, which mandates are dealt."""

    id: str  # the file's name
    title: Title  # its name
    text: Annotated[str, Words(120)]  # what the new-game page says
    start: Annotated[str, Ref("date")]  # first quarter
    quarters: Annotated[int, Bounds(1, 60)]  # that are played
    successor: Annotated[int, Bounds(1, 20)]  # quarters that are played on after the last
    world: Annotated[str, Ref("world")]  # the starting world
    dials: dict[Annotated[str, Ref("dial")], int]  # dial -> notch at the start
    mandates: dict[SideId, Annotated[tuple[str, ...], Ref("mandate")]]  # side -> mandates that may be dealt
    mandates_dealt: Annotated[int, Bounds(0, 5)]  # how many each side gets, one of them sealed
    calendar: tuple[Event, ...]  # dated entries
    par: dict[SideId, Par]  # side -> what a usual campaign reaches
    opening: dict[SideId, str]  # side -> the first briefing
    marks: dict[SideId, tuple[str, ...]]  # marks borne at the start
    stances: dict[Annotated[str, Ref("region")], tuple[Stance, Stance]]  # region -> stance toward Beijing, Washington
    product: Annotated[str, Ref("product")] = ""  # what screens show first; else the usual one of the numbers
    table_from: Annotated[int, Bounds(0, 20)] = 0  # first quarter with the Table
    cards: Annotated[tuple[str, ...], Ref("tag")] = ()  # tags of cards that may be dealt; empty = all
    short_form: bool = False  # of a class's period: no first campaign, and nothing is measured in it by default


class Mandate(Struct):
    """A measurable task: `condition` read at each quarter's end, over the quarters that `span` names."""

    id: str  # the file's name, or given in a list
    side: SideId  # whose task it is
    title: Title  # its name
    text: Sentence  # the task in one sentence
    condition: Condition  # read at each quarter's end
    span: Literal["end", "always", "count", "run"]  # holds at the end / in every quarter / in `quarters` of them / in a row
    quarters: Annotated[int, Bounds(0, 60)] = 0  # for `count` and `run`
    rate: Annotated[float, Bounds(0.05, 0.95)] = 0.5  # p: share of reference games that meet it
    tension: Annotated[tuple[str, ...], Ref("mandate")] = ()  # mandates it pulls against
    claims: Claims = ()  # claims of documents that it carries
    texts: dict[Annotated[str, Ref("scenario")], Sentence] = field(
        default_factory=dict
    )  # the task where a scenario has other numbers

    def told(self, scenario: str) -> str:
        """The task as that scenario sets it."""
        return self.texts.get(scenario, self.text)


ENDING_FIELDS = (
    *("side", "rival", "quarter", "leverage", "reliability", "risk", "grade", "partners", "most_used"),
    *("freeze", "hardest", "answer", "promises"),
)
"""What an ending's text may name. The last four are whole sentences about the side's own acts, with their quarters."""


class Ending(Struct):
    """How a campaign is told when it is over; the first whose condition holds, by `order`."""

    id: str  # the file's name, or given in a list
    order: int  # lowest first
    title: Title  # its headline
    text: Annotated[dict[SideId, str], Keys(SIDE_IDS)]  # side -> the story, with {fields} that the debrief fills
    verdicts: Annotated[tuple[str, ...], Ref("verdict")] = ()  # rupture, out-of-office, win, loss, draw; empty = any
    when: Condition | None = None  # what must hold at the end


SCRIPTS = (
    "calibrator", "hawk", "tit-for-tat", "do-nothing", "freeze-always", "never-restrict", "credit-maximum", "stockpile-first",
)  # fmt: skip
"""The scripts that doctrines can name; the opponents play them."""


class Incident(Struct):
    """What brings both capitals to a brink, told alike to both; `about` are the chains that it is about, empty for any."""

    id: str
    title: Title
    text: Annotated[str, Words(32)]
    scene: Annotated[str, Ref("scene")] = ""
    about: tuple[Annotated[str, Ref("chain")], ...] = ()


class Doctrine(Struct):
    """A way of playing the other side: the script's name and its numbers; `reference` marks the par doctrine."""

    id: str  # the file's name, or given in a list
    title: Title  # its name
    text: Sentence  # how it plays, in one sentence
    script: str  # which of the game's scripts plays it
    numbers: dict[str, float]  # the script's numbers
    playable: bool = True  # offered as an opponent on the new-game page


class Difficulty(Struct):
    """What the opponent gets, all of it listed on the new-game page."""

    id: str  # the file's name, or given in a list
    title: Title  # its name
    text: Sentence  # what it changes, in one sentence
    capital: Annotated[int, Bounds(-2, 4)] = 0  # capital a quarter on top
    budget: Annotated[float, Bounds(0, 3)] = 1.0  # factor on income
    sight: Annotated[float, Bounds(0, 1)] = 0.0  # added to the chance of glimpsing quiet drafts
