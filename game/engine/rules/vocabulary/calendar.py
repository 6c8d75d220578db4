"""Dates: quarters as text and number, and which entries of a scenario's calendar are near."""

from __future__ import annotations

from functools import lru_cache

from game.engine.rules.vocabulary.items import Event, ScenarioItem


@lru_cache(maxsize=4096)
def index_of(date: str) -> int:
    """Quarter index of a date such as "2025Q4": year * 4 + (quarter - 1). ValueError when it is no such date."""
    year, _, quarter = date.partition("Q")
    if not (len(year) == 4 and year.isdigit() and quarter in ("1", "2", "3", "4")):
        raise ValueError(f'"{date}" is no quarter; expected a date like 2025Q4')
    return int(year) * 4 + int(quarter) - 1


def date_at(index: int) -> str:
    """The date of a quarter index."""
    return f"{index // 4}Q{index % 4 + 1}"


def date_of(scenario: ScenarioItem, quarter: int) -> str:
    """The date of a campaign's quarter (0 is the first)."""
    return date_at(index_of(scenario.start) + quarter)


def quarter_of(scenario: ScenarioItem, date: str) -> int:
    """The campaign's quarter of a date; below zero before the start."""
    return index_of(date) - index_of(scenario.start)


def events_in(scenario: ScenarioItem, quarter: int) -> tuple[Event, ...]:
    """The calendar's entries of one quarter of the campaign."""
    date = date_of(scenario, quarter)
    return tuple(e for e in scenario.calendar if e.quarter == date)


def events_between(scenario: ScenarioItem, first: int, last: int) -> tuple[tuple[int, Event], ...]:
    """(quarter, entry) of the calendar from quarter `first` to `last`, both included, in order of time."""
    dated = [(quarter_of(scenario, e.quarter), e) for e in scenario.calendar]
    return tuple(sorted(((q, e) for q, e in dated if first <= q <= last), key=lambda pair: pair[0]))
