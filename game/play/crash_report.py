"""The one file that a crash leaves behind, to be attached to a report: what was asked, where it broke, the save.

Writes into the user's folder; never raises."""

from __future__ import annotations

import platform
import time
import traceback
from collections.abc import Sequence

from game.play.campaign import Campaign
from game.play.save_folder import user_folder


def crash_file(problem: BaseException, arguments: Sequence[str], campaign: Campaign | None = None) -> str:
    """Write the file and say where it lies (or that it could not be written)."""
    path = user_folder() / "crashes" / f"crash-{time.strftime('%Y%m%d-%H%M%S')}.txt"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_text(problem, arguments, campaign), encoding="utf-8", errors="backslashreplace")
    except (OSError, ValueError) as error:
        return f"no file, since the disk refused ({getattr(error, 'strerror', '') or error})"
    return str(path)


def _text(problem: BaseException, arguments: Sequence[str], campaign: Campaign | None) -> str:
    parts = [
        f"command: {' '.join(arguments)}",
        f"python {platform.python_version()} on {platform.platform()}",
        "".join(traceback.format_exception(problem)),
    ]
    if campaign is not None:
        parts += [f"seed {campaign.setup.seed}, quarter {campaign.state.record.quarter}", _save(campaign)]
    return "\n".join(parts) + "\n"


def _save(campaign: Campaign) -> str:
    try:
        return campaign.text("crash")
    except Exception as error:
        return f"the save could not be written: {error!r}"
