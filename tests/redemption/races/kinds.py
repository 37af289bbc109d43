"""The kinds of races; `make test` runs each a little, `make soak` runs it long.

Each takes a track and how many races to run, and proves the books as it goes.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from itertools import cycle, islice
from typing import Final

from machiken.contracts.redemption import Receipt
from machiken.ids import VoucherCode
from machiken.town_time import moment_after
from tests.redemption.model.papers import CLOSINGS
from tests.redemption.races.at_once import at_once
from tests.redemption.races.track import TILLS, Track, side
from tests.redemption.town import A_NOON, RULES, moment

Race = Callable[[Track, int], None]

FACE: Final = 1_000
PROOF_EVERY: Final = 500
"""Races between two proofs of the books."""
USED: Final = "redemption.voucher_used"
A_LIST: Final = tuple(
    date(2026, month, day) for month, day in ((7, 3), (7, 27), (10, 7), (11, 30))
)
"""Closings as a campaign may list them: no 15th, and no month end but the last."""


def phones(track: Track, count: int) -> None:
    """Let two phones redeem one voucher: one is paid, the other is told."""
    tills = track.tills()
    for chunk in _chunks(track, count, each=1):
        for (code,) in chunk:
            pair = track.dice.sample(tills, 2)
            answers = at_once([partial(till.pay, code) for till in pair])
            assert len(track.note(answers, USED)) == 1
        track.prove()
    track.prove(FACE * count)


def baskets(track: Track, count: int) -> None:
    """Let two baskets overlap, in opposite order: one is paid whole, one not at all."""
    tills = track.tills()
    for chunk in _chunks(track, count, each=6):
        for codes in chunk:
            track.dice.shuffle(codes)
            one, other = track.dice.sample(tills, 2)
            answers = at_once(
                [partial(one.pay, *codes[:4]), partial(other.pay, *codes[:1:-1])]
            )
            assert len(track.note(answers, "redemption.vouchers_refused")) == 1
        track.prove()
    track.prove(4 * FACE * count)


def refund_refund(track: Track, count: int) -> None:
    """Let a shop's two phones refund one payment: it is given back once."""
    tills = track.tills()
    for chunk in _chunks(track, count, each=1):
        for (code,) in chunk:
            till = track.dice.choice(tills)
            answers = at_once([partial(till.refund, till.pay(code))] * 2)
            assert len(track.note(answers, "redemption.refund_done")) == 1
        track.prove(0)


def refund_redeem(track: Track, count: int) -> None:
    """Let a refund meet a redemption of the same voucher: used, or free once more."""
    tills = track.tills()
    live = 0
    for chunk in _chunks(track, count, each=1):
        for (code,) in chunk:
            one, other = track.dice.sample(tills, 2)
            works = [partial(one.refund, one.pay(code)), partial(other.pay, code)]
            track.dice.shuffle(works)
            live += len(track.note(at_once(works), USED)) - 1
        track.prove(FACE * live)


def refund_seal(track: Track, count: int) -> None:
    """Let a refund meet the seal of its half-month: before it, or not at all.

    A half-month is sealed but once, so these campaigns close every day.
    """
    while count:
        days = _daily_campaign(track, count)
        tills = track.tills()
        codes = track.town.sold(len(days))
        for day, code in zip(days, codes, strict=True):
            track.town.set_clock(moment(day, "23:00:00"))
            till = track.dice.choice(tills)
            paid = till.pay(code)
            works: list[Callable[[], object]] = [
                partial(till.refund, paid),
                partial(_seal_once, track),
            ]
            track.dice.shuffle(works)
            track.move_before(moment_after(day))
            given = len(track.note(at_once(works), "redemption.refund_too_late"))
            track.aim(before=given, after=1 - given)
        track.prove()
        count -= len(days)


def cut_off_15th(track: Track, count: int) -> None:
    """Redeem around the cut-offs of the 15th."""
    _around(track, count, [day for day in CLOSINGS if day.day == 15])


def cut_off_month_end(track: Track, count: int) -> None:
    """Redeem around the month ends, of 30 days and of 31, but the last."""
    _around(track, count, [day for day in CLOSINGS[:-1] if day.day >= 30])


def cut_off_last(track: Track, count: int) -> None:
    """Redeem around the end of the redeem window: nothing comes after it."""
    _around(track, count, [RULES.redeem_last_on])


def cut_off_list(track: Track, count: int) -> None:
    """Redeem around cut-offs that the campaign lists."""
    track.town.apply(closings=A_LIST)
    _around(track, count, list(A_LIST[:-1]))


def everything(track: Track, count: int) -> None:
    """Let payments, refunds and the seal meet around each cut-off in turn."""
    each = max(1, count // (len(CLOSINGS) * 2 * TILLS))
    tills = track.tills()
    for day in CLOSINGS[1:]:
        track.town.set_clock(moment(day, "22:00:00"))
        while track.town.work("seal"):
            pass
        codes = track.town.sold(TILLS * 2 * each)
        paid = [(till, till.pay(codes.pop())) for till in tills * each]
        works: list[Callable[[], object]] = [
            *(partial(till.refund, receipt) for till, receipt in paid),
            *(partial(till.pay, codes.pop()) for till in tills * each),
            partial(track.town.work, "seal"),
        ]
        track.dice.shuffle(works)
        track.move_before(moment_after(day))
        late = ("redemption.refund_too_late", "redemption.too_late")
        done = len(track.note(at_once(works), *late))
        track.aim(before=done, after=len(works) - 1 - done)
        track.prove()


def _around(track: Track, count: int, cut_offs: list[date]) -> None:
    """Redeem so often around these cut-offs, each in turn; seal, and prove."""
    tills = track.tills()
    left = count
    rounds = cycle(cut_offs)
    while left:
        some = min(left, PROOF_EVERY)
        codes = track.town.sold(some)
        while codes:
            day = next(rounds)
            works = [partial(till.pay, codes.pop()) for till in tills[: len(codes)]]
            track.move_before(moment_after(day))
            _note_sides(track, day, at_once(works))
        track.prove()
        left -= some
    assert track.seen["before"]
    assert track.seen["after"]
    track.town.set_clock(moment_after(RULES.redeem_last_on))
    while track.town.work("seal"):
        pass
    track.prove()


def _note_sides(track: Track, day: date, answers: list[Receipt | str]) -> None:
    over = day == RULES.redeem_last_on
    allowed = ("redemption.too_late",) if over else ()
    sides = [side(each, moment_after(day)) for each in track.note(answers, *allowed)]
    assert not (over and "after" in sides), "the campaign is over"
    before = sides.count("before")
    track.aim(before=before, after=len(answers) - before)


def _chunks(
    track: Track, count: int, *, each: int
) -> Iterator[list[list[VoucherCode]]]:
    """Yield fresh codes for so many races, `each` for one, in chunks."""
    left = count
    while left:
        some = min(left, PROOF_EVERY)
        codes = iter(track.town.sold(some * each))
        yield [list(islice(codes, each)) for _ in range(some)]
        left -= some


def _daily_campaign(track: Track, count: int) -> list[date]:
    """Begin anew with a campaign that closes daily; return its days, `count` at most.

    The calendar of the bank days ends some time; so do such campaigns.
    """
    track.empty()
    track.town.set_clock(A_NOON)
    days_max = (date(2027, 12, 10) - A_NOON.date()).days
    days = [
        A_NOON.date() + timedelta(days=each) for each in range(min(count, days_max))
    ]
    track.town.apply(
        redeem_first_on=days[0],
        redeem_last_on=days[-1],
        use_first_on=days[0],
        use_last_on=days[-1],
        closings=tuple(days),
    )
    return days


def _seal_once(track: Track) -> None:
    """Look for something to seal until there was, as the worker does."""
    while not track.town.work("seal"):
        pass


KINDS: Final[dict[str, tuple[Race, int]]] = {
    "phones": (phones, 10_000),
    "baskets": (baskets, 2_000),
    "refund_seal": (refund_seal, 2_000),
    "refund_refund": (refund_refund, 2_000),
    "refund_redeem": (refund_redeem, 2_000),
    "cut_off_15th": (cut_off_15th, 2_000),
    "cut_off_month_end": (cut_off_month_end, 2_000),
    "cut_off_last": (cut_off_last, 2_000),
    "cut_off_list": (cut_off_list, 2_000),
    "everything": (everything, 2_000),
}
"""Each kind of race, and how often `make soak` runs it."""
