"""The game behind any face: ui state and campaign; makes the tree, does what its controls ask, runs long work beside.

Faces call `tree`, `do` and `tick` and know nothing of the rules. Heavy content is loaded when it is first needed."""

from __future__ import annotations

import importlib
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.screens.beside import Job
from game.screens.node import Intent, Node
from game.screens.outlook import Outlook
from game.screens.scene import SECONDS_A_STEP, Draftsheet, Play, Scene, Ui
from game.screens.settings import Settings
from game.screens.texts import Texts

if TYPE_CHECKING:
    from game.engine.rules.observation import Observation
    from game.engine.rules.options import Option, Options
    from game.engine.rules.plan import Line, Plan
    from game.engine.rules.rules import Rules

# Each screen's module and function; imported when first shown, so that the title stands without the engine.
SCREENS: Mapping[str, tuple[str, str]] = {
    "title": ("title", "title"),
    "new": ("new_campaign", "new_campaign"),
    "saves": ("shelf", "saves"),
    "settings": ("shelf", "settings"),
    "codex": ("codex", "codex"),
    "credits": ("shelf", "credits"),
    "desk": ("desk", "desk"),
    "answer": ("reveal", "answer"),
    "reveal": ("reveal", "reveal"),
    "briefing": ("briefing", "briefing"),
    "table": ("table", "table_page"),
    "brink": ("brink", "brink"),
    "ending": ("ending", "ending"),
    "history": ("history", "history"),
}
IN_PLAY = frozenset(("desk", "answer", "reveal", "briefing", "table", "brink", "ending", "history"))
WHILE_BUSY = frozenset(("quit", "quit-yes", "dialog", "tab", "layer"))
LAST_STEP = 4


class App:
    """One player's game. `load` gives the compiled rules, `store` the folder of saves; both may be slow and run beside.

    `threads=False` runs all work at once inside `do` (tests, terminal); `animate=False` shows reveals whole."""

    def __init__(
        self,
        load: Callable[[], Rules] | Any,
        store: Callable[[], Any] | Any,
        settings: Settings | None = None,
        *,
        language: str | None = None,
        keep: Callable[[Settings], str] | None = None,
        note: str = "",
        threads: bool = True,
        animate: bool = True,
        root: Path | None = None,
        clock: Callable[[], float] = time.monotonic,
        campaigns: Any = None,
    ) -> None:
        self.settings = settings or Settings()
        if language is not None:
            self.settings = self.settings.with_value("language", language)
        self.root = root
        self.texts = Texts(self.settings.language, root)
        self.ui = Ui()
        self.notice = self.texts(note) if note else ""
        self.error = ""
        self.revision = 0
        self.running = True
        self.busy = ""
        self.campaign: Any = None
        self.rules: Rules | None = None
        self._load = load
        self._store_maker = store
        self._store: Any = None
        self._keep = keep
        self._threads = threads
        self._animate = animate
        self._clock = clock
        self._campaigns = campaigns
        self._saves: tuple[Any, ...] = ()
        self._job: Job | None = None
        self._outlook = Outlook(threads)
        self._explained: tuple[int, int] | None = None  # campaign and quarter whose causes were asked for
        self._began: Any = None  # the state that the quarter under way began with
        self._then: Callable[[Any], None] = lambda _: None
        self._waiting: list[Intent] = []
        self._loading = False
        self._before: Observation | None = None
        self._months: tuple[Any, ...] = ()
        self._rows: dict[int, Mapping[str, float]] = {}  # the numbers of each quarter that was seen
        self._offers: tuple[Any, ...] = ()
        self._outcome: Any = None
        self._seen: tuple[Any, ...] | None = None
        self._told: tuple[tuple[str, str], Rules] | None = None
        self._drawn: tuple[int, Node] | None = None
        self._next_step = 0.0

    # ---- what a face asks -------------------------------------------------------------------------------------------

    def tree(self) -> Node:
        """The screen as it stands; the same object until something changes."""
        if self._drawn is None or self._drawn[0] != self.revision:
            name = self.ui.screen
            scene = self.scene()
            if name in IN_PLAY and not isinstance(scene, Play):
                name = "title"
            module, function = SCREENS[name]
            draw = getattr(importlib.import_module(f"game.screens.{module}"), function)
            self._drawn = (self.revision, draw(scene))
        return self._drawn[1]

    def do(self, intent: Intent) -> None:
        """Do what a control asks for. What is not possible leaves everything as it is and says why."""
        method = getattr(self, "_do_" + intent.verb.replace("-", "_"), None)
        if (method is None and intent.verb not in PLANNING) or (self.busy and intent.verb not in WHILE_BUSY):
            return
        self.ui = replace(self.ui, message="")
        if intent.verb in NEEDS_RULES and self.rules is None:
            self._waiting.append(intent)
            self._begin_loading()
        elif intent.verb in NEEDS_CAMPAIGN and self.campaign is None:
            return
        elif method is not None:
            method(*intent.args)
        else:
            from game.screens.planning import VERBS

            VERBS[intent.verb](self, *intent.args)
        self._changed()

    def tick(self) -> bool:
        """Let work that runs beside arrive and the reveal go on; True when there is something new to draw."""
        before = self.revision
        if not self._loading and self.rules is None and not self.error:
            self._begin_loading()
        if self._job is not None and self._job.done():
            self._finish()
        if self.ui.screen == "reveal" and self.ui.step < LAST_STEP and self._animated() and self._clock() >= self._next_step:
            self._step()
        self._look_ahead()
        return self.revision != before

    def _look_ahead(self) -> None:
        """Let the forecast follow plan and reading, and the briefing have its causes; both are worked out beside."""
        campaign = self.campaign
        if campaign is not None and self._job is None and hasattr(campaign, "state"):
            if self.ui.screen in ("desk", "table") and not campaign.over:
                observation = campaign.observation
                reading = self.ui.reading or observation.reading.leaning
                self._outlook.look(campaign.rules, observation, campaign.plan, reading)
            elif self.ui.screen == "briefing" and campaign.log:
                self._explain(None)
        if self._outlook.poll():
            self._changed()

    def _explain(self, began: Any) -> None:
        """Ask once for the causes of the last quarter; `began` is the state that it began with, if it is at hand."""
        campaign, last = self.campaign, len(self.campaign.log) - 1
        if self._explained == (id(campaign), last):
            return
        self._explained = (id(campaign), last)
        from game.play.causes import account_of

        rules, setup, log = campaign.rules, campaign.setup, campaign.log
        self._outlook.explain(lambda: account_of(rules, setup, log, last, began))

    @property
    def working(self) -> bool:
        """Whether content is being loaded or a quarter resolved beside."""
        return self._job is not None

    def still(self) -> None:
        """Show reveals whole from now on, as a face without motion needs."""
        self._animate = False

    def close(self) -> None:
        """Save the running campaign; the game is over for this face."""
        if self._job is not None:
            self._job.wait()
            self._finish()
        self._outlook.clear()
        if self.campaign is not None and not self.campaign.over:
            self.campaign.autosave()
        self.running = False

    def show(self, screen: str) -> None:
        """Go to a screen by name, as a picture of it needs; unknown names change nothing."""
        if screen in SCREENS:
            self.ui = replace(self.ui, screen=screen)
            if screen == "reveal":
                self.ui = replace(self.ui, step=LAST_STEP)
            if screen == "ending" and self.campaign is not None:
                self._outcome = self.campaign.outcome()
            if screen == "saves":
                self._list_saves()
            if screen == "history":
                self._look_back()
            self._changed()

    def adopt(self, campaign: Any) -> None:
        """Go on with a campaign that was made elsewhere (a command line's, a test's)."""
        self.rules = campaign.rules
        self._enter(campaign)
        self._changed()

    def receive(self, offers: tuple[Any, ...]) -> None:
        """Lay delivered offers before the player, to be answered before the plans are turned over."""
        self._offers = tuple(offers)
        self._changed()

    # ---- scenes -----------------------------------------------------------------------------------------------------

    def scene(self) -> Scene:
        """Everything that the present screen may read."""
        notice = self.notice or (self.texts.said(self.campaign.notice) if self.campaign is not None else "")
        if self.campaign is None or self.rules is None:
            rules = self.told() if self.rules is not None else None
            return Scene(self.texts, self.ui, self.settings, self.busy, rules, saves=self._saves, notice=notice, error=self.error)
        observation, plan, options, choices = self.seen()
        offer, refusal = None, None
        if self.ui.screen == "table":
            from game.screens.planning import offered

            offer, refusal = offered(self)
        return Play(
            t=self.texts,
            ui=self.ui,
            settings=self.settings,
            busy=self.busy,
            rules=self.told(),
            observation=observation,
            before=self._before,
            months=self._months,
            rows=self._rows if self.ui.screen == "history" else {},
            plan=plan,
            options=options,
            choices=choices,
            offer=offer,
            offer_refusal=refusal,
            offers=self._offers,
            forecast=self._outlook.forecast_of(observation),
            said=self._outlook.said_before(observation),
            account=self._outlook.account,
            outcome=self._outcome,
            saves=self._saves,
            notice=notice,
            error=self.error,
        )

    def told(self, rules: Rules | None = None) -> Rules:
        """The rules (those in play) with their texts in the player's language; ids, numbers and hash stay as they are."""
        rules = rules or self.rules
        assert rules is not None
        key = (rules.hash, self.settings.language)
        held = self._told
        if held is None or held[0] != key:
            from game.content.translation import translate

            held = self._told = (key, translate(rules, self.settings.language))
        return held[1]

    def seen(self) -> tuple[Observation, Plan, Options, Mapping[Line, Option]]:
        """Observation, plan and options; while work runs beside, those from before it."""
        if self._job is not None and self._seen is not None:
            return self._seen[1:]
        key = (id(self.campaign.state) if hasattr(self.campaign, "state") else 0, self.campaign.plan)
        if self._seen is None or self._seen[0] != key:
            import game.engine.rules as engine
            from game.screens.choosing import choices

            rules, observation = self.campaign.rules, self.campaign.observation
            options, found = choices(lambda plan: engine.options(rules, observation, plan), self.campaign.plan)
            self._seen = (key, observation, self.campaign.plan, options, found)
        return self._seen[1:]

    # ---- work beside ------------------------------------------------------------------------------------------------

    def _run(self, busy: str, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        self.busy, self._then = busy, then
        self._job = Job(work)
        if self._threads:
            self._job.start()
        else:
            self._job.run()
            self._finish()

    def _finish(self) -> None:
        job, then = self._job, self._then
        self._job, self.busy = None, ""
        if job is None:
            return
        if job.error is not None:
            self._failed(job.error)
        else:
            then(job.result)
        self._changed()

    def _failed(self, error: Exception) -> None:
        """One sentence instead of a traceback."""
        words = self.texts.said(getattr(error, "sentence", str(error))).strip().splitlines()
        sentence = self.texts("common.failed", what=words[0] if words else type(error).__name__)
        if self.rules is None:
            self.error = sentence
        self.ui = replace(self.ui, message=sentence)

    def _begin_loading(self) -> None:
        if self._loading:
            return
        self._loading = True

        def work() -> tuple[Any, Any]:
            rules = self._load() if callable(self._load) else self._load
            store = self._store_maker() if callable(self._store_maker) else self._store_maker
            if rules is not None:
                self.told(rules)  # so that no frame waits for a translation
            return rules, store

        def then(found: tuple[Any, Any]) -> None:
            self.rules, self._store = found
            self._list_saves()
            waiting, self._waiting = self._waiting, []
            for intent in waiting:
                self.do(intent)

        self._run("", work, then)

    def _list_saves(self) -> None:
        self._saves = tuple(self._store.list()) if self._store is not None else ()

    def _changed(self) -> None:
        self.revision += 1

    # ---- getting about ----------------------------------------------------------------------------------------------

    def _go(self, screen: str, *, back: bool = True) -> None:
        trail = (*self.ui.back, self.ui.screen) if back and self.ui.screen != screen else self.ui.back
        self.ui = replace(self.ui, screen=screen, back=trail, dialog="")

    def _do_go(self, screen: str) -> None:
        if screen in SCREENS and (screen not in IN_PLAY or self.campaign is not None):
            if screen == "saves":
                self._list_saves()
            if screen == "history":
                self._look_back()
            self._go(screen)

    def _look_back(self) -> None:
        """Make sure that the numbers of every quarter so far are there; those before a load are found by playing the log again."""
        from game.screens.statistics import row_of

        campaign, now = self.campaign, self.campaign.observation.quarter
        self._rows.setdefault(now, row_of(campaign.observation))
        log = getattr(campaign, "log", ())
        if len(self._rows) > now or len(log) < now:
            return
        from game.play.history import observations

        rules, setup, side = campaign.rules, campaign.setup, campaign.side
        self._run(
            self.texts("busy.history"),
            lambda: {o.quarter: row_of(o) for o in observations(rules, setup, log, side)},
            lambda rows: self._rows.update({q: row for q, row in rows.items() if q not in self._rows}),
        )

    def _do_statistic(self, id: str) -> None:
        self.ui = replace(self.ui, statistic=id)

    def _do_export(self) -> None:
        from game.engine.rules import date_of
        from game.play.sentences import unsaved
        from game.screens.statistics import as_csv

        assert self.rules is not None
        o = self.campaign.observation
        scenario = self.rules.scenarios[o.scenario]
        told = as_csv(self._rows, {q: date_of(scenario, q) for q in self._rows})
        try:
            if self._store is None:
                raise OSError(None, self.texts("history.no_folder"))
            path = self._store.export(f"{o.scenario} {o.side} {o.date}", ".csv", told)
        except OSError as error:
            self.ui = replace(self.ui, message=self.texts.said(unsaved(error)))
        else:
            self.ui = replace(self.ui, message=self.texts("history.exported", path=path))

    def _do_back(self) -> None:
        self.back()

    def back(self) -> None:
        """To the page before."""
        trail = self.ui.back
        self.ui = replace(self.ui, screen=trail[-1] if trail else "title", back=trail[:-1], dialog="")

    def _do_to_title(self) -> None:
        if self.campaign is not None and not self.campaign.over:
            self.campaign.autosave()
        self.campaign, self._before, self._offers, self._outcome, self._seen = None, None, (), None, None
        self._months, self._rows = (), {}
        self._list_saves()
        self.ui = Ui(fresh=self.ui.fresh)

    def _do_quit(self) -> None:
        if self.ui.screen == "desk":
            self.ui = replace(self.ui, dialog="quit")
        else:
            self.close()

    def _do_quit_yes(self) -> None:
        self.close()

    def _do_dialog(self, which: str) -> None:
        self.ui = replace(self.ui, dialog=which)

    def _do_setting(self, name: str, value: Any) -> None:
        self.settings = self.settings.with_value(name, value)
        if name == "language":
            self.texts = Texts(self.settings.language, self.root)
        failed = self._keep(self.settings) if self._keep else ""
        self.notice = self.texts(failed) if failed else ""

    def _do_tab(self, tab: str) -> None:
        self.ui = replace(self.ui, tab=tab)

    def _do_layer(self, product: str) -> None:
        self.ui = replace(self.ui, layer=product)

    def _do_family(self, family: str) -> None:
        self.ui = replace(self.ui, family=family)

    def _do_more(self) -> None:
        self.ui = replace(self.ui, more=not self.ui.more)

    def _do_codex(self, section: str, of: str = "") -> None:
        """Open a section of the codex, at an item where one is named."""
        self.ui = replace(self.ui, codex=section, codex_of=of)
        self._go("codex")

    # ---- starting, saving, loading ----------------------------------------------------------------------------------

    def _campaign_kind(self) -> Any:
        return self._campaigns if self._campaigns is not None else importlib.import_module("game.play").Campaign

    def _do_new(self, field: str, value: Any) -> None:
        if field == "seed":
            digits = str(value).strip()
            if not digits.isdigit() or len(digits) > 18:
                self.ui = replace(self.ui, message=self.texts("new.seed_bad", found=digits))
                return
            value = int(digits)
        if field in ("scenario", "side", "doctrine", "difficulty", "seed"):
            self.ui = replace(self.ui, fresh=replace(self.ui.fresh, **{field: value}))

    def _do_start(self) -> None:
        from game.engine.rules.record import Setup
        from game.screens.new_campaign import filled

        assert self.rules is not None
        fresh = filled(self.rules, self.ui.fresh)
        side: Any = fresh.side
        setup = Setup(fresh.scenario, fresh.seed, side, fresh.difficulty, (fresh.doctrine, fresh.doctrine))
        kind = self._campaign_kind()
        self._run(self.texts("busy.start"), lambda: self._ready(kind.start(self.rules, setup, self._store)), self._enter)

    @staticmethod
    def _ready(campaign: Any) -> Any:
        """The campaign with its first observation made, beside and not in a frame."""
        assert campaign.observation is not None
        return campaign

    def _enter(self, campaign: Any) -> None:
        self.campaign, self._before, self._offers, self._outcome, self._seen = campaign, None, (), None, None
        self._months, self._rows = (), {}
        self._outlook.clear()
        self._explained = None
        self.notice = ""
        first = not campaign.observation.history
        screen = "ending" if campaign.over else "briefing" if first and not campaign.plan.lines else "desk"
        if campaign.over:
            self._outcome = campaign.outcome()
        self.ui = Ui(screen=screen, fresh=self.ui.fresh)

    def _do_load(self, name: str) -> None:
        entry = next((e for e in self._saves if e.name == name and e.readable), None)
        if entry is None:
            self.ui = replace(self.ui, message=self.texts("saves.gone", name=name))
            return
        kind = self._campaign_kind()
        self._run(self.texts("busy.load"), lambda: self._ready(kind.load(self.rules, entry.path, self._store)), self._enter)

    def _do_save(self, name: str, typed: str = "") -> None:
        from game.screens.telling import date_of

        assert self.rules is not None
        o = self.campaign.observation
        title = self.told().scenarios[o.scenario].title
        usual = self.texts("saves.name", scenario=title, date=date_of(self.texts, self.rules, o.scenario, o.quarter))
        path = self.campaign.save(typed.strip() or name or usual)
        self._list_saves()
        self.notice = ""
        if path is not None:
            self.ui = replace(self.ui, message=self.texts("saves.saved", name=typed.strip() or name or usual))

    def _do_delete(self, name: str) -> None:
        self.ui = replace(self.ui, dialog="delete", dialog_of=name)

    def _do_delete_yes(self, name: str) -> None:
        try:
            self._store.delete(name)
        except OSError as error:
            self._failed(error)
        self._list_saves()
        self.ui = replace(self.ui, dialog="", dialog_of="")

    # ---- ending the quarter -----------------------------------------------------------------------------------------

    def _do_commit(self) -> None:
        self.ui = replace(self.ui, scored=(self.ui.reading, self.ui.predicted), replies=())

        def then(offers: Any) -> None:
            self._offers = tuple(offers)
            if self._offers:
                self._go("answer", back=False)
            else:
                self._resolve()

        self._run(self.texts("busy.seal"), self.campaign.seal, then)

    def _do_stay(self) -> None:
        self.ui = replace(self.ui, scored=(self.ui.reading, self.ui.predicted), replies=())
        self._before = self.campaign.observation
        self._run(self.texts("busy.resolve"), self._then_seen(self.campaign.stay_the_course), self._resolved)

    def _do_reply(self, offer: str, reply: str) -> None:
        others = tuple((o, r) for o, r in self.ui.replies if o != offer)
        self.ui = replace(self.ui, replies=(*others, (offer, reply)))

    def _do_replies(self) -> None:
        self._resolve()

    def _resolve(self) -> None:
        replies = tuple(sorted(self.ui.replies))
        self._before = self.campaign.observation
        self._run(self.texts("busy.resolve"), self._then_seen(lambda: self.campaign.commit(replies)), self._resolved)

    def _then_seen(self, work: Callable[[], Any]) -> Callable[[], Any]:
        """The work, and then the new observation, both beside."""

        self._began = getattr(self.campaign, "state", None)

        def both() -> Any:
            turn = work()
            self._ready(self.campaign)
            if self.campaign.over:
                self._outcome = self.campaign.outcome()
            return turn

        return both

    def _resolved(self, turn: Any) -> None:
        from game.screens.statistics import row_of

        self._rows[self.campaign.observation.quarter] = row_of(self.campaign.observation)
        if self._began is not None:
            self._explain(self._began)
        self._offers, self._months = (), tuple(getattr(turn, "months", ()))
        self.ui = replace(
            self.ui,
            screen="reveal",
            back=(),
            step=0 if self._animated() else LAST_STEP,
            reading="",
            predicted="",
            replies=(),
            open_order="",
            sheet=Draftsheet(),
            more=False,
            dialog="",
        )
        self._next_step = self._clock() + SECONDS_A_STEP / self.ui.speed

    def _animated(self) -> bool:
        return self._animate and not self.settings.reduced_motion

    def _step(self) -> None:
        self.ui = replace(self.ui, step=min(LAST_STEP, self.ui.step + 1))
        self._next_step = self._clock() + SECONDS_A_STEP / self.ui.speed
        self._changed()

    def _do_reveal_next(self) -> None:
        self._step()

    def _do_speed(self, speed: int) -> None:
        self.ui = replace(self.ui, speed=speed)
        self._next_step = self._clock() + SECONDS_A_STEP / speed

    def _do_reveal_done(self) -> None:
        if self.ui.step < LAST_STEP:
            self.ui = replace(self.ui, step=LAST_STEP)
        else:
            self._go("briefing", back=False)

    def _do_brief_done(self) -> None:
        if self.ui.back and self.ui.back[-1] == "desk":
            self._do_back()
        elif self.campaign.over:
            self._outcome = self.campaign.outcome()
            self._go("ending", back=False)
        elif any(c.card == "brink" for c in self.campaign.observation.table):
            self._go("brink", back=False)
        else:
            self._go("desk", back=False)

    def _do_brink_done(self) -> None:
        self._go("desk", back=False)


NEEDS_RULES = frozenset(("start", "load", "new"))
PLANNING = frozenset(
    (
        "dial", "order", "targets", "quiet", "statute", "explain", "enact", "drop", "answer", "say", "break", "remove", "clear",
        "reading", "predict", "sheet", "offer", "suggest",
    )
)  # fmt: skip
NEEDS_CAMPAIGN = PLANNING | {
    "save",
    "commit",
    "stay",
    "reply",
    "replies",
    "reveal-next",
    "reveal-done",
    "brief-done",
    "brink-done",
    "export",
}
