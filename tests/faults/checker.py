"""After a storm: what the tills saw, against what stands in the four databases."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final
from uuid import UUID

import requests

from deploy.demo.mails import after_word
from deploy.demo.operator import Operator
from deploy.local.supervision import wait_until
from machiken.contracts.notify import verbs as notify
from machiken.contracts.verification import MoveClock
from tests.faults.history import History, Operation, Outcome
from tests.faults.promises import promises_broken
from tests.faults.tills import make_definite
from tests.journeys.people import EAST, KADOYA, MORIYA
from tests.journeys.town import Town

DRAINED_WITHIN_S: Final = 60.0
MAILED_WITHIN_S: Final = 60.0
SENT_AGAIN_MAX: Final = 60
A_DEAD_WORKERS_LEASE: Final = timedelta(minutes=3)

_TAKEN_TWICE: Final = """
select v.campaign_id, v.serial, count(*) as times
from redemption_line l join voucher v using (voucher_id)
left join refund r using (checkout_id)
where r.refund_id is null group by v.voucher_id having count(*) > 1
"""


@dataclass(slots=True)
class Checker:
    """Knows what stood in the books before the storm."""

    town: Town
    before: set[UUID] = field(init=False)

    def __post_init__(self) -> None:
        """Remember the payments that there are."""
        self.before = set(_payments(self.town))

    def check(self, history: History) -> float:
        """Return how long it took to know everything; raise where something is off."""
        definite_s = make_definite(self.town, history)
        self._wait_drained()
        problems = [
            *_of_requests(history),
            *self._of_redemption(history),
            *_of_sent_again(self.town, history),
            *self._of_settlement(),
            *self._of_notify(history),
        ]
        assert not problems, "\n".join(problems[:20])
        operator = Operator(self.town.stack.environment("operator"))
        assert operator.run("verify", "--settle-s", "30")["clean"]
        return definite_s

    def _wait_drained(self) -> None:
        """Wait until no event is on its way any more: not unsent, not unheard."""

        def is_drained() -> bool:
            waiting = sum(
                self.town.rows(
                    service, "select count(*) from outbox where sent_at is null"
                )[0][0]
                for service in ("auth", "redemption")
            )
            return not waiting and not self.town.broker.depths()

        wait_until(is_drained, DRAINED_WITHIN_S, "outboxes and queues empty")

    def _of_redemption(self, history: History) -> Iterator[str]:
        kept = {
            checkout_id: number
            for checkout_id, number in _payments(self.town).items()
            if checkout_id not in self.before
        }
        seen = {each.checkout_id: each for each in history.of(Outcome.DONE)}
        for lost in seen.keys() - kept.keys():
            yield f"決済完了 was seen, but there is no payment: {seen[lost]}"
        for made in kept.keys() - seen.keys():
            yield f"nobody has seen the payment {kept[made]} of {made}"
        for both in kept.keys() & seen.keys():
            if kept[both] != seen[both].payment_no:
                yield f"{kept[both]} was seen as {seen[both]}"
        for row in self.town.rows("redemption", _TAKEN_TWICE):
            yield f"{row.campaign_id} {row.serial} was redeemed {row.times} times"

    def _of_settlement(self) -> Iterator[str]:
        journals = Counter(
            row.checkout_id
            for row in self.town.rows(
                "settlement", "select checkout_id from journal where kind='redemption'"
            )
        )
        yield from _each_once("a journal", journals, set(_payments(self.town)))

    def _of_notify(self, history: History) -> Iterator[str]:
        numbers = set(_payments(self.town).values())
        letters = Counter(
            row.number
            for row in self.town.rows(
                "notify",
                "select facts ->> 'payment_no' as number from letter"
                " where kind = 'payment_completed'",
            )
        )
        yield from _each_once("a letter", letters, numbers)
        _wait_mailed(self.town)
        mails = _mails(self.town)
        for each in history.of(Outcome.DONE):
            ids = mails.get(each.payment_no or "", [])
            if len(set(ids)) != 1:
                yield f"{each.payment_no} was mailed as {ids}"


def _payments(town: Town) -> dict[UUID, str]:
    rows = town.rows("redemption", "select checkout_id, payment_no from redemption")
    return {row.checkout_id: row.payment_no for row in rows}


def _of_requests(history: History) -> Iterator[str]:
    for each in history.requests:
        yield from promises_broken(each)


def _of_sent_again(town: Town, history: History) -> Iterator[str]:
    """Send what was done once more: the same id gives the same receipt."""
    tills = {each.merchant_code: each for each in town.tills(3)}
    done = [each for each in history.of(Outcome.DONE) if each.receipt]
    done = [each for each in done if not each.by_pages]
    done.sort(key=_was_known)
    for each in done[:SENT_AGAIN_MAX]:
        assert each.receipt is not None
        again = tills[each.receipt["merchant_code"]].redeem(
            each.checkout_id, each.codes
        )
        if again.body != each.receipt:
            yield f"{each.checkout_id} sent again: {again}, not {each.receipt}"


def _was_known(operation: Operation) -> bool:
    return operation.first_outcome is not Outcome.UNKNOWN


def _each_once(
    what: str, found: Counter[UUID] | Counter[str], wanted: set[UUID] | set[str]
) -> Iterator[str]:
    for each in wanted - found.keys():
        yield f"{each} has no {what}"
    for each, times in found.items():
        if times != 1 or each not in wanted:
            yield f"{each} has {what} {times} times"


def _wait_mailed(town: Town) -> None:
    """Wait until no letter waits any more."""
    waiting = "select 1 from letter where sent_at is null and given_up_at is null"
    # What a killed worker held is taken over when its lease ends: sooner, by the clock.
    town.office.call(notify.MOVE_CLOCK, MoveClock(shift=A_DEAD_WORKERS_LEASE))
    wait_until(
        lambda: not town.rows("notify", waiting), MAILED_WITHIN_S, "all letters sent"
    )
    town.office.call(notify.MOVE_CLOCK, MoveClock(shift=timedelta()))


def _mails(town: Town) -> dict[str, list[str]]:
    """Return the ids of the mails about each payment; a repeated mail keeps its id."""
    found: dict[str, list[int]] = {}
    for merchant in (KADOYA, EAST, MORIYA):
        for mail in town.mailbox.mails(merchant.email):
            if "決済完了" in mail["subject"]:
                found.setdefault(after_word(mail, "決済ID"), []).append(mail["id"])
    return {
        number: [_message_id(town, each) for each in ids] if len(ids) > 1 else ["one"]
        for number, ids in found.items()
    }


def _message_id(town: Town, mail: int) -> str:
    url = f"{town.urls['MAILBOX_URL']}/messages/{mail}/source"
    lines = requests.get(url, timeout=5).text.splitlines()
    return next(line for line in lines if line.lower().startswith("message-id"))
