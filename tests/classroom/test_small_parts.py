"""Clock, limits, counts that were typed in, cells of a spreadsheet: small things that a class rests on."""

from __future__ import annotations

import time

import pytest

from game.classroom.pages.svg import bars, chart, spread
from game.classroom.server.classroom import asked_for
from game.classroom.server.clock import SteadyClock
from game.classroom.server.connections.forms import number, typed_counts
from game.classroom.server.connections.limits import Limit
from game.classroom.server.connections.network import look


def test_the_clock_never_goes_back_whatever_the_machine_says(monkeypatch: pytest.MonkeyPatch) -> None:
    ahead = SteadyClock(newest=time.time() + 1000)
    first = ahead()
    monkeypatch.setattr(time, "time", lambda: 0.0)
    assert ahead() >= first > 1000
    assert SteadyClock(newest=first)() >= first


def test_a_phone_that_slept_for_ten_minutes_has_all_its_tries() -> None:
    now = [0.0]
    limit = Limit(3, 10.0, lambda: now[0])
    assert [limit.take("a") for _ in range(3)] == [0.0, 0.0, 0.0] and limit.take("a") == pytest.approx(10.0)
    assert limit.take("b") == 0.0, "one name does not use up another's tries"
    now[0] = 600.0
    assert [limit.take("a") for _ in range(3)] == [0.0, 0.0, 0.0] and limit.wait("a") > 0


def test_limits_forget_old_names() -> None:
    limit = Limit(1, 1.0, lambda: 0.0)
    for n in range(20_000):
        limit.take(str(n))
    assert len(limit._buckets) <= 10_000


def test_typed_counts_are_numbers_within_reason() -> None:
    given = {
        "count:card:x-london:wait": "12",
        "count:measure:m0": "-3",
        "count:measure:none": "9999",
        "count:measure:m1": "",
        "verb": "counts",
    }
    assert typed_counts(given) == {"card:x-london": {"wait": 12}, "measure": {"m0": 0, "none": 400}}
    assert [number(x) for x in ("7", "07", "-1", "1e3", "٣", "9" * 20, "")] == [7, 7, -1, -1, -1, -1, -1]


def test_charts_hold_every_path_and_the_middle() -> None:
    paths = [[10.0, 20.0], [30.0, 40.0], [50.0, 90.0]]
    assert spread(paths).middle == (30.0, 40.0)
    drawn = chart('A "chart" <b>', ["one", "two"], {"beijing": paths})
    assert drawn.count('class="path beijing"') == 3 and drawn.count('class="middle beijing"') == 1 and "<b>" not in drawn
    assert chart("none", [], {}) and bars([], ("votes",))


def test_the_network_check_says_what_is_in_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    own: list[tuple[str, ...]] = [()]
    monkeypatch.setattr("game.classroom.server.connections.network.own_addresses", lambda: own[0])
    assert look((), 0).sentences == ("net_none",)
    own[0] = ("192.168.1.5",)
    assert look((), 0).sentences == ("net_loopback",)
    assert look(("192.168.1.5",), 0).sentences == ("net_nobody", "net_firewall", "net_isolation")
    assert look(("192.168.1.5",), 3).sentences == ("net_good",)
    assert look(("10.0.0.7",), 3).sentences == ("net_changed",)
    own[0] = ("169.254.3.4",)
    assert look(("169.254.3.4",), 0).sentences == ("net_no_router",)


@pytest.mark.parametrize(
    ("asked", "given"),
    [("de-AT,en;q=0.5", "de"), ("fr, zh-TW;q=0.8", "zh-Hans"), ("PT", "pt-BR"), ("fr", "en"), (",;,", "en")],
)
def test_a_browser_gets_the_first_of_its_languages_that_is_there(asked: str, given: str) -> None:
    assert asked_for(asked, ("en", "zh-Hans", "de", "pt-BR")) == given
