"""The game behind any face: ui state and campaign; makes the tree, has its verbs done, runs long work beside.

Faces call `tree`, `do` and `tick` and know nothing of the rules. What a verb does is in the modules that `routes.py` names."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.engine.rules.vocabulary.structs import replace
from game.screens.scene.background import Job
from game.screens.scene.cache import Sight, Sighting, Wording
from game.screens.scene.computed import Outlook
from game.screens.scene.course import Course
from game.screens.scene.routes import IN_PLAY, PREPARED, SCREENS, VERBS, WHILE_BUSY, deed, drawer, preparer, rooms
from game.screens.scene.scene import Play, Scene
from game.screens.scene.settings import Settings
from game.screens.scene.ui import LAST_STEP, Ui
from game.screens.tree.keys import with_keys
from game.screens.tree.node import Intent, Node
from game.screens.words.texts import Texts

if TYPE_CHECKING:
    from game.engine.rules.turn.options import Refusal
    from game.engine.rules.vocabulary.plan import Offer
    from game.engine.rules.vocabulary.rules import Rules
    from game.screens.words.glossary import Glossary


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
        self.campaigns = campaigns
        self.rules: Rules | None = None
        self.store: Any = None
        self.saves: tuple[Any, ...] = ()
        self.packs: tuple[Any, ...] = ()
        self.course = Course()
        self.outlook = Outlook(threads)
        self.clock = clock
        self.painter: Callable[[Node, Path], None] | None = None  # writes a tree as a picture; the command line brings it
        self.next_step = 0.0  # when the reveal goes on
        self._load = load
        self._store_maker = store
        self._keep = keep
        self._threads = threads
        self._animate = animate
        self._job: Job | None = None
        self._then: Callable[[Any], None] = lambda _: None
        self._otherwise: Callable[[], None] | None = None
        self._waiting: list[Intent] = []
        self._loading = False
        self._wording = Wording()
        self._sighting = Sighting()
        self._drawn: tuple[int, Node] | None = None

    # ---- what a face asks -------------------------------------------------------------------------------------------

    def tree(self) -> Node:
        """The screen as it stands; the same object until something changes."""
        if self._drawn is None or self._drawn[0] != self.revision:
            name = self.ui.screen
            scene = self.scene()
            if name in IN_PLAY and not isinstance(scene, Play):
                name = "title"
            self._drawn = (self.revision, with_keys(self._worded(self._taught(drawer(name)(scene))), self.settings.keys))
        return self._drawn[1]

    def _taught(self, tree: Node) -> Node:
        """The tree with the quarter's lesson, if this is its screen."""
        if not self.course.lesson or self.campaign is None or not self.settings.lessons:
            return tree
        from game.screens.scene.lessons import with_lesson

        lesson = self.told().lessons.get(self.course.lesson)
        return with_lesson(tree, self.texts, lesson) if lesson is not None else tree

    def _worded(self, tree: Node) -> Node:
        """The tree with links from the words of the glossary to the codex."""
        glossary = self.glossary()
        if glossary is None or tree.style == "menu":
            return tree
        from game.screens.words.glossary import with_words

        page = (self.ui.codex_of,) if tree.id == "codex" and self.ui.codex == "terms" else ()
        return with_words(tree, glossary, self.texts, opened=self.ui.words, but=page)

    def do(self, intent: Intent) -> None:
        """Do what a control asks for. What is not possible leaves everything as it is and says why."""
        if intent.verb not in VERBS or (self.busy and intent.verb not in WHILE_BUSY):
            return
        self.ui = replace(self.ui, message="")
        needs = VERBS[intent.verb][1]
        if needs == "rules" and self.rules is None:
            self._waiting.append(intent)
            self._begin_loading()
        elif needs == "campaign" and self.campaign is None:
            return
        else:
            deed(intent.verb)(self, *intent.args)
        self.changed()

    def tick(self) -> bool:
        """Let work that runs beside arrive and the reveal go on; True when there is something new to draw."""
        before = self.revision
        if not self._loading and self.rules is None and not self.error:
            self._begin_loading()
        if self._job is not None and self._job.done():
            self._finish()
        if self.ui.screen == "reveal" and self.ui.step < LAST_STEP and self.animated() and self.clock() >= self.next_step:
            self.do(Intent("reveal-next"))
        if self.ui.screen == "years" and self.animated() and self.clock() >= self.next_step:
            told = self.course.outcome.years if self.course.outcome is not None else ()
            if self.ui.year < len(told) - 1:
                self.do(Intent("year", (self.ui.year + 1,)))
        self._look_ahead()
        return self.revision != before

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
        self.outlook.clear()
        if self.campaign is not None and not self.campaign.over:
            self.campaign.autosave()
        self.running = False

    def show(self, screen: str) -> None:
        """Go to a screen by name, as a picture of it needs; unknown names change nothing."""
        if screen in SCREENS:
            self.ui = replace(self.ui, screen=screen)
            if screen == "reveal":
                self.ui = replace(self.ui, step=LAST_STEP)
            if screen in ("ending", "years") and self.campaign is not None:
                self.finish()
            self.prepare(screen)
            self.changed()

    def adopt(self, campaign: Any) -> None:
        """Go on with a campaign that was made elsewhere (a command line's, a test's)."""
        self.rules = campaign.rules
        self.enter(campaign)
        self.changed()

    def receive(self, offers: tuple[Any, ...]) -> None:
        """Lay delivered offers before the player, to be answered before the plans are turned over."""
        self.course.offers = tuple(offers)
        self.changed()

    # ---- scenes -----------------------------------------------------------------------------------------------------

    def scene(self) -> Scene:
        """Everything that the present screen may read."""
        notice = self.notice or (self.texts.said(self.campaign.notice) if self.campaign is not None else "")
        if self.campaign is None or self.rules is None:
            rules = self.told() if self.rules is not None else None
            return Scene(
                t=self.texts,
                ui=self.ui,
                settings=self.settings,
                busy=self.busy,
                rules=rules,
                glossary=self.glossary(),
                curves=self.outlook.curves,
                packs=self.packs,
                saves=self.saves,
                notice=notice,
                error=self.error,
            )
        observation, plan, options, choices = self.seen()
        course = self.course
        offer, refusal = self._offer() if self.ui.screen == "table" else (None, None)
        return Play(
            t=self.texts,
            ui=self.ui,
            settings=self.settings,
            busy=self.busy,
            rules=self.told(),
            glossary=self.glossary(),
            observation=observation,
            before=course.before,
            months=course.months,
            rows=course.rows if self.ui.screen == "history" else {},
            plan=plan,
            options=options,
            choices=choices,
            offer=offer,
            offer_refusal=refusal,
            offers=course.offers,
            forecast=self.outlook.forecast_of(observation),
            said=self.outlook.said_before(observation),
            account=self.outlook.account,
            losses=self.outlook.losses_of(observation),
            curves=self.outlook.curves,
            scores=course.scores,
            outcome=course.outcome,
            chapters=course.chapters,
            packs=self.packs,
            saves=self.saves,
            notice=notice,
            error=self.error,
        )

    def _offer(self) -> tuple[Offer | None, Refusal | None]:
        """The Table's sheet as a line, and why it may not be offered."""
        from game.engine.rules import refuse
        from game.screens.scene.available_lines import offer_on

        offer, campaign = offer_on(self.ui.sheet), self.campaign
        return offer, refuse(campaign.rules, campaign.observation, campaign.plan, offer) if offer is not None else None

    def told(self) -> Rules:
        """The rules in play with their texts in the player's language."""
        assert self.rules is not None
        return self._wording.told(self.rules, self.settings.language)

    def glossary(self) -> Glossary | None:
        """The glossary in the player's language; None before there are rules."""
        return self._wording.glossary(self.rules, self.settings.language) if self.rules is not None else None

    def seen(self) -> Sight:
        """What the player sees and may do; while work runs beside, what was seen before it."""
        held = self._sighting.last
        return held if self._job is not None and held is not None else self._sighting.look(self.campaign)

    # ---- what the verbs use -----------------------------------------------------------------------------------------

    def go(self, screen: str, *, back: bool = True) -> None:
        """Show a screen, with or without a way back from it."""
        self.ui = self.ui.gone(screen, back=back)

    def back(self) -> None:
        """To the page before; within the codex first along the links that led here."""
        self.ui = self.ui.returned()

    def prepare(self, screen: str) -> None:
        """Fetch what a screen shows and the app does not keep."""
        if screen in PREPARED:
            preparer(screen)(self)

    def load_again(self) -> None:
        """Forget the rules and read all packs again beside."""
        self.rules, self.error, self._loading, self._wording = None, "", False, Wording()
        self.outlook.forget_worlds()
        self._begin_loading()

    def enter(self, campaign: Any) -> None:
        """Begin to show a campaign."""
        self.campaign, self.course, self._sighting = campaign, Course(), Sighting()
        self.outlook.clear()
        self.notice = ""
        first = not campaign.observation.history
        screen = "ending" if campaign.over else "briefing" if first and not campaign.plan.lines else "desk"
        if campaign.over:
            self.finish()
        self.ui = Ui(screen=screen, fresh=self.ui.fresh)
        self.teach()

    def finish(self) -> None:
        """Read how the campaign ended, and note it in the chronicle."""
        course, campaign = self.course, self.campaign
        course.outcome = campaign.outcome()
        if campaign.over and hasattr(campaign, "state"):
            from game.play import note

            course.chapters = note(campaign)

    def teach(self) -> None:
        """A quarter begins: the lesson of the last one is learned, and the next that fits takes its place."""
        self.learned()
        if self.settings.lessons and self.rules is not None and not self.campaign.over:
            from game.screens.scene.lessons import next_lesson

            self.course.lesson = next_lesson(self.rules, self.campaign.observation, self.settings.learned)

    def learned(self) -> None:
        """Put the lesson away; it does not come again."""
        if self.course.lesson:
            self.settings = self.settings.with_learned(self.course.lesson)
            self.keep(self.settings)
            self.course.lesson = ""

    def keep(self, settings: Settings) -> str:
        """Keep the settings; "" or the key of the sentence that says why not."""
        return self._keep(settings) if self._keep else ""

    def animated(self) -> bool:
        """Whether reveals go on by themselves."""
        return self._animate and not self.settings.reduced_motion

    def changed(self) -> None:
        """There is something new to draw."""
        self.revision += 1

    # ---- work beside ------------------------------------------------------------------------------------------------

    def run(
        self, busy: str, work: Callable[[], Any], then: Callable[[Any], None], otherwise: Callable[[], None] | None = None
    ) -> None:
        """Do work beside, saying `busy` while it runs, and give its result to `then`; an error becomes one sentence, and
        `otherwise` puts things back to where they stood."""
        self.busy, self._then, self._otherwise = busy, then, otherwise
        self._job = Job(work)
        if self._threads:
            self._job.start()
        else:
            self._job.run()
            self._finish()

    def failed(self, error: Exception) -> None:
        """One sentence instead of a traceback."""
        words = self.texts.said(getattr(error, "sentence", str(error))).strip().splitlines()
        sentence = self.texts("common.failed", what=words[0] if words else type(error).__name__)
        if self.rules is None:
            self.error = sentence
        self.ui = replace(self.ui, message=sentence)

    def _finish(self) -> None:
        job, then = self._job, self._then
        self._job, self.busy = None, ""
        if job is None:
            return
        if job.error is not None:
            self.failed(job.error)
            if self._otherwise is not None:
                self._otherwise()
        else:
            then(job.result)
        self.changed()

    def _begin_loading(self) -> None:
        if self._loading:
            return
        self._loading = True

        def work() -> tuple[Any, Any]:
            rooms()
            rules = self._load() if callable(self._load) else self._load
            store = self._store_maker() if callable(self._store_maker) else self._store_maker
            if rules is not None:
                self._wording.told(rules, self.settings.language)  # so that no frame waits for a translation
            return rules, store

        def then(found: tuple[Any, Any]) -> None:
            self.rules, self.store = found
            self.prepare("saves")
            waiting, self._waiting = self._waiting, []
            for intent in waiting:
                self.do(intent)

        self.run("", work, then)

    def _look_ahead(self) -> None:
        """Let what is worked out beside follow the screen; it is never asked for while a quarter is resolved."""
        if self.campaign is not None and self._job is None and hasattr(self.campaign, "state"):
            self.outlook.follow(self.ui, self.campaign)
        if self.ui.screen == "lab" and self.rules is not None:
            from game.screens.pages.menu.model_lab import filled

            self.outlook.try_out(self.rules, filled(self.rules, self.ui.lab))
        if self.outlook.poll():
            self.changed()
