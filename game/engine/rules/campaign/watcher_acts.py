"""What each of the five watchers does while its opinion of the government is below its number.

The numbers stand in content (`watcher_acts`); what counts is the opinion at a quarter's start. Each has one thing of its own.
Households march: the next quarter brings one capital less. Producers hold up laws: nothing becomes a statute. The security office
leaks: no draft stays quiet. Finance freezes a line: the plan holds one order or dial move fewer. The partners' office recalls its
envoy: no deal or demand is put forward. Opinions stand in the accounts as the last quarter left them, so that every act is known
before the plan is made. Opinions are made in `turn/consequences/accounts.py`."""

from __future__ import annotations

from game.engine.rules.campaign.record import Accounts
from game.engine.rules.vocabulary.items import DESKS, Desk
from game.engine.rules.vocabulary.rules import Rules

MARCH = 1  # capital a quarter that marches cost


def acts(rules: Rules, accounts: Accounts, desk: Desk) -> bool:
    """Whether a watcher acts this quarter."""
    return accounts.watchers[DESKS.index(desk)] < rules.numbers.watcher_acts[desk]


def acting(rules: Rules, accounts: Accounts) -> tuple[Desk, ...]:
    """The watchers that act this quarter."""
    return tuple(desk for desk in DESKS if acts(rules, accounts, desk))


def most_orders(rules: Rules, accounts: Accounts) -> int:
    """Orders and dial moves that a plan may hold this quarter."""
    return rules.numbers.orders_a_quarter - acts(rules, accounts, "finance")
