"""A modder's pack for the tests of the checker: its manifest, a sound card, and the findings of a folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from game.content.loading.checker import check

MANIFEST = """id: {id}
version: "1.0"
game: ">=0.1,<1"
kind: gameplay
title: A pack
authors: [Someone]
licence: MIT
"""

CARD = """to: beijing
title: A quota
dateline: Beijing
text: The ministry asks how much may leave the country this quarter.
default: wait
claims: [d001-c36]
record: Quotas were announced each half year from 2009 to 2014.
question: Who gains when a quota is announced?
brief: The other capital reads the notice.
responses:
  - id: cut
    text: Cut the quota.
    desk: security
    argument: They will listen.
    mark: {name: quota-cut, sort: grievance}
    impulses: [{kind: tension, amount: 0.2}]
  - id: wait
    text: Leave it.
    desk: partners
    argument: They will remember.
    mark: {name: quota-kept, sort: promise}
    impulses: [{kind: belief, of: outside, months: 1}]
"""

Write = Callable[..., Path]


def written(content: Path, id: str, manifest: str = "", **files: str) -> Path:
    """The folder of a pack below `content` with these files, named like cards__quota for cards/quota.yaml."""
    folder = content / id
    folder.mkdir(parents=True)
    (folder / "pack.yaml").write_text(MANIFEST.format(id=id) + manifest, encoding="utf-8")
    for name, text in files.items():
        kind, _, stem = name.partition("__")
        path = folder / kind / f"{stem.replace('_', '-')}.yaml" if stem else folder / f"{kind}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def found(folder: Path) -> list[str]:
    """What the checker says of a pack."""
    return [str(f) for f in check([folder], play=False)]
