"""Commands for classes: the report of a folder of results, the server of a session, teaching material on paper."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from game.commands.arguments import Wrong, number, pick
from game.commands.kept_reports import folder_for, out
from game.commands.loading import load_rules
from game.commands.output import FINDINGS, GOOD, show
from game.outside_text import cleaned

ALL = "all"
"""Names every lesson."""


def report(given: argparse.Namespace) -> int:
    """A folder of handed-in results: proven by playing them again, and told on one page."""
    from game.classroom.debrief.folder_report import page_of, read_folder
    from game.content.loading.languages.translation import translate
    from game.lab.simulation.pool import each
    from game.screens.words.texts import Texts, languages

    t = Texts(pick("language", given.lang, languages()))
    folder, page = Path(given.folder), out(given.out, "page") or Path(given.out)
    rules = load_rules()
    try:
        found = read_folder(rules, folder, t, min(os.cpu_count() or 1, 8), each)
    except (OSError, ValueError) as problem:  # ValueError: letters that no name of a folder has
        why = getattr(problem, "strerror", "") or str(problem)
        raise Wrong(t("classroom.no_folder", folder=cleaned(given.folder), reason=cleaned(why))) from None
    try:
        page.write_text(page_of(translate(rules, t.language), found, t), encoding="utf-8")
    except OSError as problem:
        raise Wrong(t("classroom.not_written", file=given.out, reason=problem.strerror or str(problem))) from None
    told = {
        "counted": [v.handed_in.file for v in found.counted],
        "refused": [{"file": file, "reason": why} for file, why in found.refused],
        "page": str(page),
    }
    counted = t("classroom.report_counted", n=t.number(len(found.counted)), refused=t.number(len(found.refused)))
    show(given, told, [counted, *(f"{file}: {why}" for file, why in found.refused)])
    return FINDINGS if found.refused or not found.counted else GOOD


def classroom(given: argparse.Namespace) -> int:
    """The server of a class: prints and opens the teacher's page, and serves until it is ended."""
    import asyncio
    import webbrowser

    from game.classroom.server.serve import serve
    from game.classroom.sessions.session import SessionError
    from game.screens.scene import settings
    from game.screens.words.texts import Texts, languages

    kept, _ = settings.load(settings.user_folder() / settings.FILE)
    language = pick("language", given.lang or kept.language, languages())
    t = Texts(language)
    port = number("port", given.port, 0, 65535)
    folder = folder_for(given.folder, "sessions") if given.folder else sessions_folder()
    rules = load_rules()

    def ready(address: str) -> None:
        print(t("classroom.running", address=address), flush=True)
        if not given.no_browser:
            webbrowser.open(address)

    try:
        asyncio.run(serve(rules, folder, port, language, ready, given.key, given.again, given.open))
    except SessionError as problem:
        raise Wrong(t(problem.key, **problem.fields)) from None
    except OSError as problem:
        raise Wrong(t("classroom.no_folder", folder=str(folder), reason=problem.strerror or str(problem))) from None
    return GOOD


def handouts(given: argparse.Namespace) -> int:
    """A lesson's plan and all that goes with it, as pages to print or as Markdown."""
    from game.classroom.handouts.folder import files_of
    from game.classroom.handouts.sheets import lessons_in_order
    from game.screens.words.texts import LANGUAGES, Texts

    t = Texts(pick("language", given.lang, LANGUAGES))
    rules = load_rules()
    lessons = lessons_in_order(rules)
    chosen = lessons if given.lesson == ALL else [pick("lesson", given.lesson, (*lessons, ALL))]
    folder = Path(given.out)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        files = files_of(rules, t, chosen, given.format)
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8")
    except OSError as problem:
        raise Wrong(t("handout.not_written", folder=given.out, reason=problem.strerror or str(problem))) from None
    show(given, {"folder": str(folder), "files": list(files)}, [t("handout.written", n=t.number(len(files)), folder=given.out)])
    return GOOD


def sessions_folder() -> Path:
    """Where sessions are kept when nobody says otherwise."""
    from game.play import user_folder

    return user_folder() / "classroom"
