"""Classes in a real browser: five phones with pages, the rest plain clients, from the first click to export and report."""

from __future__ import annotations

import re
import zipfile
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Error, Page, expect

from tests.classroom.browsing import LAPTOP, PROJECTOR, Watched, chromium, overflow, serious
from tests.classroom.served import KEY, Pupil, Served, serve

LATEST = 60_000
"""Milliseconds that a page may take to follow, on a machine that does other things besides."""


class Desk:
    """The teacher's browser, and the projector's window beside it."""

    def __init__(self, web: Watched, served: Served, preset: str, **fields: str) -> None:
        self.context = web.device(LAPTOP, accept_downloads=True)
        self.page = self.context.new_page()
        self.page.goto(f"{served.url}/teacher?key={KEY}")
        self.findings = serious(self.page)
        self.page.locator(f'input[name=preset][value="{preset}"]').check()
        for name, value in fields.items():
            self.page.locator(f"input[name={name}]").fill(value)
        with self.page.expect_navigation():
            self.page.get_by_role("button", name="Begin").click()
        if self.page.get_by_role("button", name="Lead by hand").count():
            self.press("Lead by hand")  # a loaded machine takes longer than a class
        self.pin = re.findall(r"PIN <b>([A-Z]{6})</b>", self.page.content())[0]
        self.stage = self.context.new_page()
        self.stage.set_viewport_size({"width": PROJECTOR[0], "height": PROJECTOR[1]})

    def press(self, button: str) -> None:
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=button, exact=True).click()

    @property
    def step(self) -> str:
        return self.page.locator("header strong").inner_text().rpartition(": ")[2]

    def open(self) -> str:
        """Open to the class; the address on the board."""
        self.press("Open to the class")
        self.stage.goto(self.page.url.replace("/teacher", "/stage"))
        return self.stage.locator(".join .lead").inner_text()


def joined(context: BrowserContext, address: str, pin: str, language: str = "English") -> Page:
    """A phone that has typed address and PIN."""
    page = context.new_page()
    page.goto(address)
    page.get_by_role("radio", name=language).check()
    page.locator("#pin").fill(pin)
    page.locator("button.primary").click()
    page.wait_for_url("**/play")
    return page


def answer(page: Page, turn: int) -> None:
    """Answer every question of a seat's page by its labels, then send."""
    for asked in page.locator("main form fieldset").all():
        boxes = asked.locator("label.option:has(input:enabled)")
        if boxes.count():
            boxes.nth(turn % boxes.count()).click()
    with page.expect_navigation():
        page.locator("main form button.primary").click()


def refreshed(page: Page) -> None:
    """Press the browser's refresh; once more where the page goes on by itself at that moment and takes the press with it."""
    try:
        page.reload()
    except Error as error:
        if "Not attached to an active page" not in str(error):
            raise
        page.wait_for_load_state()
        page.reload()


def follow(pages: list[Page], step: str) -> None:
    """Wait until pages have followed the class by themselves."""
    for page in pages:
        expect(page.locator("body")).to_have_attribute("data-step", step, timeout=LATEST)


@pytest.mark.slow
def test_a_class_of_thirty_holds_council_to_the_export(tmp_path: Path) -> None:
    served = serve(tmp_path / "sessions")
    with chromium() as web:
        desk = Desk(web, served, "council")
        findings = desk.findings
        address = desk.open()
        findings += serious(desk.page) + serious(desk.stage)
        first = web.device().new_page()
        first.goto(address)
        findings += serious(first)
        languages = ("English", "简体中文", "English", "简体中文", "English")
        phones = [joined(web.device(), address, desk.pin, language) for language in languages]
        names = [p.locator("header strong").inner_text() for p in phones]
        class_ = [Pupil(served, desk.pin) for _ in range(25)]
        seen: set[str] = set()
        while desk.step != "debrief":
            desk.press("Next")
            step = desk.page.locator("body").get_attribute("data-step") or ""
            follow([*phones, desk.stage], step)
            stage = desk.stage.content()
            assert not any(name in stage for name in names)
            if step not in seen:
                seen.add(step)
                for page in (*phones[:2], desk.page, desk.stage):
                    findings += serious(page)
                    assert overflow(page) <= 0, (step, page.url)
            if step in ("vote", "revote", "table"):
                for n, phone in enumerate(phones):
                    answer(phone, n)
                for n, pupil in enumerate(class_):
                    if pupil.can_vote():
                        pupil.vote(n)
                expect(desk.page.locator("body")).to_contain_text("30 of 30 answered", timeout=LATEST)  # the page asks by itself
                told = re.findall(r"(\d+) of 30 answered", desk.page.content())
                assert told == ["30"], f"{step}: {told} of thirty"
            if step == "talk":
                assert all(p.locator("main ol li").count() == 3 for p in phones), "three desks' lines on each phone"
        assert {"brief", "vote", "talk", "revote", "reveal", "debrief"} <= seen
        for phone in phones:
            phone.locator("textarea").first.fill("It teaches them to build their own.")
            with phone.expect_navigation():
                phone.locator("main form button.primary").click()
        for path in ("seats", "paths", "debrief", "cards"):
            page = desk.context.new_page()
            page.goto(f"{served.url}/teacher/{path}")
            findings += serious(page)
            if path == "debrief":
                assert all(f"<h2>{n} · " in page.content() for n in range(1, 8)) and "It teaches them" in page.content()
                assert "The successor's years" in page.content()
                assert 1 <= len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) <= 2, "it prints on two sheets"
        with desk.page.expect_download() as download:
            desk.page.get_by_role("link", name="Export").click()
        names_in = zipfile.ZipFile(download.value.path()).namelist()
        assert "votes.csv" in names_in and "dictionary.csv" in names_in
        assert not findings, "\n".join(findings)
        assert not web.complaints, web.complaints
        assert web.hosts == {"127.0.0.1", address.split("/")[2].split(":")[0]}, "no request left the machine"
    assert served.stop() == 0


@pytest.mark.slow
def test_four_teams_face_each_other_and_take_over_the_other_capital(tmp_path: Path) -> None:
    served = serve(tmp_path)
    with chromium() as web:
        desk = Desk(web, served, "two-capitals", teams="4")
        address = desk.open()
        teams = [joined(web.device(), address, desk.pin) for _ in range(4)]
        held: list[list[str]] = []
        while desk.step != "debrief":
            desk.press("Next")
            step = desk.page.locator("body").get_attribute("data-step") or ""
            follow(teams, step)
            if step == "brief":
                told = [re.findall(r"You are team \d and speak for (\w+)", p.content())[0] for p in teams]
                held.append(told)
            for n, page in enumerate(teams):
                if page.locator('form[action="/ballot"]').count():
                    answer(page, n + len(held))
            if step == "vote" and len(held) == 2:
                desk.press("Swap capitals")
        assert len(held) == 8
        assert all({row[0], row[1]} == {row[2], row[3]} == {"Beijing", "Washington"} for row in held)
        other = {"Beijing": "Washington", "Washington": "Beijing"}
        first = held[0]
        assert held[1] == first and held[2] == [other[s] for s in first], "the teacher's swap holds from then on"
        assert held[4] == first, "halfway they change by themselves"
        findings = serious(teams[0]) + serious(desk.page)
        assert not findings, "\n".join(findings)
        assert not web.complaints, web.complaints
    assert served.stop() == 0


@pytest.mark.slow
def test_homework_survives_a_refresh_a_second_device_and_a_tab_from_yesterday(tmp_path: Path) -> None:
    served = serve(tmp_path)
    with chromium() as web:
        desk = Desk(web, served, "homework")
        address = desk.open()
        phone = web.device()
        page = joined(phone, address, desk.pin)
        desk.press("Next")
        follow([page], "free")
        yesterday = phone.new_page()
        yesterday.route("**/state*", lambda route: route.abort())  # it slept, and asked for nothing
        yesterday.goto(page.url)
        answer(page, 0)
        expect(page.get_by_text("What happened in the last quarter")).to_be_visible(timeout=LATEST)
        refreshed(page)
        expect(page.get_by_text("What happened in the last quarter")).to_be_visible()
        answer(yesterday, 1)
        assert "nothing was counted twice" in yesterday.content(), "a plan of a quarter that was played changes nothing"
        code = re.findall(r"<p>([A-Z]{7}) ", page.content())[0]
        name = page.locator("header strong").inner_text()
        laptop = web.device(LAPTOP).new_page()
        laptop.goto(address)
        laptop.get_by_text("I had a seat on another device").click()
        laptop.locator("#name").fill(name)
        laptop.locator("#code").fill(code)
        laptop.get_by_role("button", name="Go on here").click()
        expect(laptop.get_by_text("What happened in the last quarter")).to_be_visible()
        refreshed(page)
        assert page.url.rstrip("/") == address.rstrip("/"), "the device before is asked again"
        for _ in range(200):
            if laptop.get_by_text("Your campaign is over").count():
                break
            if laptop.locator('form[action="/ballot"]').count():
                answer(laptop, 0)
            else:
                refreshed(laptop)
        with laptop.expect_download() as download:
            laptop.get_by_role("link", name="Save the result").click()
        assert b'"quarters":8' in download.value.path().read_bytes()
        findings = serious(laptop) + serious(page)
        assert not findings, "\n".join(findings)
        assert not web.complaints, web.complaints
    assert served.stop() == 0


@pytest.mark.slow
def test_what_the_teacher_types_or_opens_is_not_taken_away_when_an_answer_comes(tmp_path: Path) -> None:
    """The dashboard follows the class by itself, but not under the teacher's hands."""
    served = serve(tmp_path)
    with chromium() as web:
        desk = Desk(web, served, "council")
        pupils = [Pupil(served, desk.pin) for _ in range(2)]
        desk.press("Next")
        desk.press("Next")
        desk.page.locator("details.panel summary").click()
        desk.page.locator('input[name^="count:card"]').first.fill("17")
        pupils[0].vote()
        with desk.page.expect_response("**/teacher/state"):
            pass
        with desk.page.expect_response("**/teacher/state"):
            pass
        assert desk.page.locator('input[name^="count:card"]').first.input_value() == "17"
        desk.press("Take these counts")
        desk.page.locator("details.end summary").click()
        pupils[1].vote()
        with desk.page.expect_response("**/teacher/state"):
            pass
        with desk.page.expect_response("**/teacher/state"):
            pass
        assert desk.page.get_by_role("button", name="Begin the debrief now").is_visible()
        desk.page.locator("details.end summary").click()
        expect(desk.page.get_by_text("2 of 2 answered")).to_be_visible(timeout=LATEST)
    assert served.stop() == 0


@pytest.mark.slow
def test_what_is_read_together_is_seen_whole_and_an_explanation_has_the_width_of_the_phone(tmp_path: Path) -> None:
    served = serve(tmp_path / "sessions")
    with chromium() as web:
        desk = Desk(web, served, "council")
        address = desk.open()
        phone = joined(web.device((320, 640)), address, desk.pin)
        for step in ("briefing", "first vote", "talk"):
            desk.press("Next")
            assert desk.step == step
            follow([desk.stage], desk.page.locator("body").get_attribute("data-step") or "")
            tall = desk.stage.evaluate("document.documentElement.scrollHeight - innerHeight")
            assert tall <= 0, f"{step}: {tall} px of the board are below its edge"
            follow([phone], desk.page.locator("body").get_attribute("data-step") or "")
            if step == "first vote":
                phone.locator(".figure summary").first.click()
                told = phone.locator(".figure details p").first.bounding_box()
                assert told is not None and told["width"] > 200
        desk.page.set_viewport_size({"width": LAPTOP[0], "height": LAPTOP[1]})
        ends = desk.page.locator(".buttons .button, .buttons button").evaluate_all(
            "all => [...new Set(all.map(b => Math.round(b.getBoundingClientRect().top)))].sort((a, b) => a - b)"
        )
        assert all(b - a > 20 for a, b in pairwise(ends)), f"buttons of one row stand at different heights: {ends}"
    assert served.stop() == 0
