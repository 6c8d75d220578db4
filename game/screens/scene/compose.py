"""A scene made of what the app holds, the parts as they stand now in the shape that the screens read, and the tree made of it."""

from __future__ import annotations

from game.screens.scene.library import Library
from game.screens.scene.routes import IN_PLAY, drawer
from game.screens.scene.scene import Play, Scene
from game.screens.scene.settings import Settings
from game.screens.scene.shown_campaign.session import Session
from game.screens.scene.shown_campaign.ui import Ui
from game.screens.tree.keys import with_keys
from game.screens.tree.node import Node
from game.screens.words.texts import Texts
from game.structs import replace


def compose(
    ui: Ui, settings: Settings, texts: Texts, busy: str, notice: str, library: Library, session: Session, working: bool, typed: bool
) -> Scene:
    """Everything that the present screen may read; a `Play` while there is a campaign. `working`: a thread may be changing it.
    `typed`: for a face without letters of its own."""
    campaign, outlook, language = session.campaign, session.outlook, settings.language
    if campaign is None or library.rules is None:
        return Scene(
            t=texts,
            ui=ui,
            settings=settings,
            typed=typed,
            busy=busy,
            rules=library.translated(library.rules, language) if library.rules is not None else None,
            glossary=library.glossary(language),
            curves=outlook.curves,
            packs=library.packs,
            class_now=library.class_now,
            languages=library.languages,
            saves=library.saves,
            notice=notice,
            error=library.error,
        )
    progress, (observation, plan, options, choices) = session.progress, session.view(as_it_was=working)
    offer, refusal = session.offer(ui.sheet) if ui.screen == "table" else (None, None)
    return Play(
        t=texts,
        ui=ui,
        settings=settings,
        typed=typed,
        busy=busy,
        rules=library.translated(library.rules, language),
        glossary=library.glossary(language),
        observation=observation,
        before=progress.before,
        months=progress.months,
        rows=progress.rows if ui.screen == "history" else {},
        plan=plan,
        options=options,
        choices=choices,
        offer=offer,
        offer_refusal=refusal,
        offers=progress.offers,
        forecast=outlook.forecast_of(observation),
        bites=outlook.bites,
        said=outlook.said_before(observation),
        account=outlook.account,
        losses=outlook.losses_of(observation),
        curves=outlook.curves,
        scores=campaign.scores,
        debrief=outlook.debrief,
        spoken=campaign.spoken,
        what_if=outlook.what_if,
        log=campaign.log if campaign.over else (),
        outcome=progress.outcome,
        chapters=progress.chapters,
        packs=library.packs,
        languages=library.languages,
        saves=library.saves,
        notice=notice or texts.said(campaign.notice),
        error=library.error,
    )


def tree_of(scene: Scene, lesson: str) -> Node:
    """The screen with the quarter's lesson, if it is about this screen, the glossary's links, and the player's keys."""
    ui, glossary = scene.ui, scene.glossary
    tree = drawer("title" if ui.screen in IN_PLAY and not isinstance(scene, Play) else ui.screen)(scene)
    if lesson and scene.settings.lessons and scene.rules is not None and lesson in scene.rules.lessons:
        from game.screens.scene.lesson_on_screen import with_lesson

        short = tree.id == "desk" and isinstance(scene, Play) and hurried(scene)
        tree = with_lesson(tree, scene.t, scene.rules.lessons[lesson], short=short)
    if glossary is not None and tree.style != "menu":
        from game.screens.words.glossary import with_words

        page = (ui.codex_of,) if tree.id == "codex" and ui.codex == "terms" else ()
        tree = with_words(tree, glossary, scene.t, opened=ui.words, but=page)
    if ui.dialog == "unsaved":
        from game.screens.scene.unsaved_dialog import unsaved_dialog

        tree = replace(tree, children=(*tree.children, unsaved_dialog(scene)))
    return with_keys(tree, scene.settings.keys)


def hurried(scene: Play) -> bool:
    """Whether a lesson at the Desk is only named: something is planned, or something of theirs falls due."""
    o = scene.observation
    return bool(scene.plan.lines) or any(x.side != o.side for x in o.drafts) or any(x.side != o.side for x in o.offers)
