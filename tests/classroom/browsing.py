"""A real browser on the classroom's pages: Debian's Chromium by Playwright, what it asked the network for, what axe finds."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

AXE = (Path(__file__).parent / "axe" / "axe.min.js").read_text("utf-8")
ARGUMENTS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
PHONE, PROJECTOR, LAPTOP = (320, 640), (1024, 768), (1366, 768)
"""Sizes of windows in CSS pixels."""


@dataclass
class Watched:
    """A browser, and everything that its pages asked for or complained of."""

    browser: Browser
    hosts: set[str] = field(default_factory=set)
    complaints: list[str] = field(default_factory=list)

    def device(self, size: tuple[int, int] = PHONE, **more: Any) -> BrowserContext:
        """A device of its own: no cookies of another one."""
        context = self.browser.new_context(viewport={"width": size[0], "height": size[1]}, **more)
        context.on("request", lambda request: self.hosts.add(str(urlsplit(request.url).hostname)))
        context.on("console", self._heard)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        context.set_default_timeout(60_000)
        return context

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.complaints.append(message.text)


@contextmanager
def chromium() -> Iterator[Watched]:
    """Debian's Chromium; the test is left out where it is not installed, which the continuous integration does not allow."""
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield Watched(browser)
        browser.close()


def serious(page: Page) -> list[str]:
    """What axe finds on a page that it calls serious or critical."""
    page.evaluate(AXE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    bad = [v for v in found["violations"] if v["impact"] in ("serious", "critical")]
    return [f"{page.url}: {v['id']} at {n['target']}: {n['failureSummary']}" for v in bad for n in v["nodes"]]


def overflow(page: Page) -> int:
    """CSS pixels by which a page is wider than its window."""
    wider: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return wider
