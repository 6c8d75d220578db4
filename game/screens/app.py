"""The game behind any face: what is open, and the parts that hold the rest; makes the tree, has its verbs done, runs long work.

Faces call `tree`, `do` and `tick` and know nothing of the rules. What a verb does is in the modules that `routes.py` names."""

from __future__ import annotations

import time
import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from game.outside_text import LONGEST_SENTENCE, cleaned
from game.screens.scene.compose import compose, tree_of
from game.screens.scene.library import Library
from game.screens.scene.routes import PREPARED, SCREENS, VERBS, WHILE_BUSY, action, preparer
from game.screens.scene.scene import Scene
from game.screens.scene.settings import Settings
from game.screens.scene.shown_campaign.background import Work
from game.screens.scene.shown_campaign.session import Session
from game.screens.scene.shown_campaign.ui import LAST_STEP, Ui
from game.screens.scene.window_place import WindowPlace
from game.screens.tree.node import Intent, Node
from game.screens.words.texts import Texts
from game.structs import replace

if TYPE_CHECKING:
    from game.engine.rules.vocabulary.rules import Rules
    from game.play.campaign import Campaign
    from game.play.save_folder import Store
    from game.screens.scene.class_server import ClassServer

LOOK_EVERY = 2.0
"""Seconds between looks at the class that this game serves, while its screen is open."""


class App:
    """One player's game. `rules` and `store` (the folder of saves) may be functions that load them; these may be slow.

    `threads=False` runs all work at once inside `do` (tests, terminal); `animate=False` shows reveals whole; `bites` says whether
    what each choice would do is worked out, where that is not with threads alone."""

    def __init__(
        self,
        rules: Rules | Callable[[], Rules | None] | None,
        store: Store | Callable[[], Store | None] | None,
        settings: Settings | None = None,
        *,
        language: str | None = None,
        keep: Callable[[Settings], str] | None = None,
        note: str = "",
        threads: bool = True,
        animate: bool = True,
        bites: bool | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.settings = settings or Settings()
        if language is not None:
            self.settings = self.settings.with_value("language", language)
        self.texts = Texts(self.settings.language)
        self.ui = Ui()
        self.notice = self.texts(note) if note else ""
        self.busy = ""
        self.revision = 0
        self.running = True
        self.unsaved = ""  # why the campaign could not be saved when it was to be left
        self.library = Library(rules, store)
        self.session = Session(threads, bites)
        self.work = Work(threads, self.failed, self._worked)
        self.clock = clock
        self.painter: Callable[[Node, Path], None] | None = None  # writes a tree as a picture; the command line brings it
        self.from_code: Callable[[str], Campaign] | None = None  # begins a class session's campaign; the command line brings it
        self.browse: Callable[[str], object] = webbrowser.open
        self.class_server: ClassServer | None = None
        self.next_step = 0.0  # when the reveal goes on
        self.next_look = 0.0  # when the class that is served is looked at again
        self._keep = keep
        self._animate = animate
        self._typed = False
        self._waiting: list[Intent] = []  # for the rules
        self._drawn: tuple[int, Node] | None = None

    # ---- what a face asks -------------------------------------------------------------------------------------------

    def tree(self) -> Node:
        """The screen as it stands; the same object until something changes."""
        if self._drawn is None or self._drawn[0] != self.revision:
            self._drawn = (self.revision, tree_of(self.scene(), self.session.progress.lesson))
        return self._drawn[1]

    def do(self, intent: Intent) -> None:
        """Do what a control asks for. What is not possible leaves everything as it is and says why."""
        if intent.verb not in VERBS or (self.busy and intent.verb not in WHILE_BUSY):
            return
        self.ui = replace(self.ui, message="")
        needs = VERBS[intent.verb][1]
        if needs == "rules" and self.rules is None:
            self._waiting.append(intent)
            self.load()
        elif needs == "campaign" and self.campaign is None:
            return
        else:
            action(intent.verb)(self, *intent.args)
        self.changed()

    def tick(self) -> bool:
        """Let work that runs beside arrive and the reveal go on; True when there is something new to draw."""
        before = self.revision
        if self.rules is None and not self.library.error:
            self.load()
        self.work.arrive()
        if self.animated() and self.clock() >= self.next_step:
            outcome = self.session.progress.outcome
            if self.ui.screen == "reveal" and self.ui.step < LAST_STEP:
                self.do(Intent("reveal-next"))
            elif self.ui.screen == "years" and outcome is not None and self.ui.year < len(outcome.years) - 1:
                self.do(Intent("year", (self.ui.year + 1,)))
        if self.class_server is not None and self.ui.screen == "class" and self.clock() >= self.next_look:
            self.next_look = self.clock() + LOOK_EVERY
            preparer("class")(self)
        self._look_ahead()
        return self.revision != before

    @property
    def campaign(self) -> Campaign | None:
        """The campaign on the screens; None at the title."""
        return self.session.campaign

    @property
    def rules(self) -> Rules | None:
        """The rules in play, with English texts; None until they are loaded."""
        return self.library.rules

    @property
    def working(self) -> bool:
        """Whether content is being loaded or a quarter resolved beside."""
        return self.work.under_way

    def still(self) -> None:
        """Show reveals whole from now on, as a face without motion needs."""
        self._animate = False

    def plain(self) -> None:
        """Show every screen whole at any text size from now on, as a face without letters of its own needs."""
        self._typed = True

    def close(self, *, anyway: bool = True) -> str:
        """Save the running campaign, once; the game is over for this face. The sentence when it could not be saved, else "".

        Not `anyway`: then the player is asked first, and whoever closes a second time means it."""
        if not self.running:
            return self.unsaved
        self.work.end()
        self.session.outlook.clear()
        self.unsaved = self.session.autosave()
        if self.unsaved and not anyway and self.ui.dialog != "unsaved":
            self.ui = replace(self.ui, dialog="unsaved")
            self.changed()
        else:
            self.running = False
            if self.class_server is not None:
                self.class_server.stop()
        return self.unsaved

    def show(self, screen: str) -> None:
        """Go to a screen by name, as a picture of it needs; unknown names change nothing."""
        if screen in SCREENS:
            self.ui = replace(self.ui, screen=screen)
            if screen == "reveal":
                self.ui = replace(self.ui, step=LAST_STEP)
            if screen in ("ending", "years") and self.campaign is not None:
                self.session.finish()
            self.prepare(screen)
            self.changed()

    def adopt(self, campaign: Campaign) -> None:
        """Go on with a campaign that was made elsewhere (a command line's, a test's)."""
        self.library.rules = campaign.rules
        self.enter(campaign)
        self.changed()

    def scene(self) -> Scene:
        """Everything that the present screen may read."""
        parts = self.ui, self.settings, self.texts, self.busy, self.notice, self.library, self.session, self.work.under_way
        return compose(*parts, self._typed)

    def rules_told(self) -> Rules:
        """The rules in play with their texts in the player's language."""
        assert self.rules is not None
        return self.library.translated(self.rules, self.settings.language)

    # ---- what the verbs use -----------------------------------------------------------------------------------------

    def go(self, screen: str, *, back: bool = True) -> None:
        """Show a screen, with or without a way back from it."""
        self.ui = self.ui.gone(screen, back=back)

    def prepare(self, screen: str) -> None:
        """Fetch what a screen shows and the app does not keep."""
        if screen in PREPARED:
            preparer(screen)(self)

    def set_settings(self, settings: Settings) -> None:
        """Put settings in force and keep them; a notice says why they could not be kept."""
        if settings.language != self.settings.language:
            self.texts = Texts(settings.language)
        self.settings = settings
        failed = self._keep(settings) if self._keep else ""
        self.notice = self.texts(failed) if failed else ""

    def keep_window(self, place: WindowPlace) -> None:
        """Keep where the window stands; nothing on the screens changes, and a disk that refuses costs only that."""
        if place != self.settings.window:
            self.settings = replace(self.settings, window=place)
            if self._keep:
                self._keep(self.settings)

    def enter(self, campaign: Campaign) -> None:
        """Begin to show a campaign."""
        self.session.begin(campaign)
        self.notice = ""
        first = not campaign.observation.history
        screen = "ending" if campaign.over else "briefing" if first and not campaign.plan.lines else "desk"
        if campaign.over:
            self.session.finish()
        self.ui = Ui(screen=screen, fresh=self.ui.fresh)
        self.teach()

    def teach(self) -> None:
        """A quarter begins: the lesson of the last one is learned, and the next that fits takes its place."""
        self.put_lesson_away()
        if self.settings.lessons and self.rules is not None and not self.session.playing.over:
            from game.screens.scene.lesson_on_screen import next_lesson

            found = next_lesson(self.rules, self.session.playing.observation, self.settings.learned)
            self.session.progress.lesson = found

    def put_lesson_away(self) -> None:
        """The lesson of this quarter is learned; it does not come again."""
        if self.session.progress.lesson:
            self.set_settings(self.settings.with_learned(self.session.progress.lesson))
            self.session.progress.lesson = ""

    def animated(self) -> bool:
        """Whether reveals go on by themselves."""
        return self._animate and not self.settings.reduced_motion

    def changed(self) -> None:
        """There is something new to draw."""
        self.revision += 1

    def failed(self, error: Exception) -> None:
        """One sentence instead of a traceback."""
        words = self.texts.said(getattr(error, "sentence", str(error))).strip().splitlines()
        sentence = self.texts("common.failed", what=cleaned(words[0], LONGEST_SENTENCE) if words else type(error).__name__)
        if self.rules is None:
            self.library.error = sentence
        self.ui = replace(self.ui, message=sentence)

    def load(self) -> None:
        """Load rules and saves beside, unless that was asked for; what waits for them is done when they are there."""
        if self.library.asked:
            return
        self.library.asked = True

        def take(loaded: tuple[Rules | None, Store | None]) -> None:
            self.library.take(loaded)
            if self.library.said:
                self.notice = self.texts.said(self.library.said.pop())
            waiting, self._waiting = self._waiting, []
            for intent in waiting:
                self.do(intent)

        self.work.begin("", lambda: self.library.load(self.settings.language), take)

    def _worked(self) -> None:
        """A piece of work was begun, or is done."""
        self.busy = self.work.words
        self.changed()

    def _look_ahead(self) -> None:
        """Let what is worked out beside follow the screen; it is never asked for while a quarter is resolved."""
        outlook = self.session.outlook
        if self.campaign is not None and not self.work.under_way:
            outlook.follow(self.ui, self.campaign)
        if self.ui.screen == "lab" and self.rules is not None:
            from game.screens.pages.menu.lab_page import filled

            outlook.try_out(self.rules, filled(self.rules, self.ui.lab))
        if outlook.poll():
            self.changed()
