"""Looking back: the statistics of the quarters so far, and the way to a file of them. One function a verb."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from game.csv_file import style_of
from game.engine.rules import date_of
from game.outside_text import LONGEST_SENTENCE, cleaned
from game.play.messages import unsaved
from game.play.observed_history import observations
from game.screens.pages.ending.statistics_page import chart_alone, unit_of
from game.screens.pages.shared.statistics import as_csv, row_of, statistics
from game.screens.scene.scene import Play
from game.structs import replace

if TYPE_CHECKING:
    from game.screens.app import App


def gather(app: App) -> None:
    """Make sure that the numbers of every quarter so far are there; those before a load are found by playing the log again."""
    campaign, rows = app.session.playing, app.session.progress.rows
    now = campaign.observation.quarter
    rows.setdefault(now, row_of(campaign.rules, campaign.observation))
    if len(rows) > now or len(campaign.log) < now:
        return
    rules, setup, log, side = campaign.rules, campaign.setup, campaign.log, campaign.side
    app.work.begin(
        app.texts("busy.history"),
        lambda: {o.quarter: row_of(rules, o) for o in observations(rules, setup, log, side)},
        lambda found: rows.update({q: row for q, row in found.items() if q not in rows}),
    )


def open_statistic(app: App, id: str) -> None:
    """Show a quantity."""
    app.ui = replace(app.ui, statistic=id)


def export(app: App) -> None:
    """Write all numbers beside the saves as comma-separated values."""
    assert app.rules is not None
    o, rows = app.session.playing.observation, app.session.progress.rows
    scenario = app.rules.scenarios[o.scenario]
    dates = {q: date_of(scenario, q) for q in rows}
    units = {s.id: unit_of(app.texts, s) for s in statistics(o.world.spec)}
    told = as_csv(rows, dates, units, style_of(app.settings.csv, app.settings.language))
    try:
        if app.library.store is None:
            raise OSError(None, app.texts("history.no_folder"))
        path = app.library.store.export(f"{o.scenario} {o.side} {o.date}", ".csv", told)
    except OSError as error:
        app.ui = replace(app.ui, message=app.texts.said(unsaved(error)))
    else:
        app.ui = replace(app.ui, message=app.texts("history.exported", path=cleaned(str(path), LONGEST_SENTENCE)))


def export_picture(app: App) -> None:
    """Write the chart that is open beside the saves as a picture."""
    o = app.session.playing.observation
    name = f"{o.scenario} {o.side} {o.date} {app.ui.statistic.replace('.', ' ')}"
    scene = app.scene()
    try:
        if app.library.store is None or app.painter is None or not isinstance(scene, Play):
            raise OSError(None, app.texts("history.no_folder"))
        path = app.library.store.export(name, ".png")
        try:
            app.painter(chart_alone(scene), path)
        except OSError:
            path.unlink(missing_ok=True)
            raise
    except OSError as error:
        app.ui = replace(app.ui, message=app.texts.said(unsaved(error)))
    else:
        app.ui = replace(app.ui, message=app.texts("history.exported", path=cleaned(str(path), LONGEST_SENTENCE)))


VERBS: Mapping[str, Callable[..., None]] = {"statistic": open_statistic, "export": export, "export-picture": export_picture}
