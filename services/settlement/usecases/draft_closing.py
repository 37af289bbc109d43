"""What closing a half-month would give, and what keeps it from being closed."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from machiken.contracts.settlement import ClosingGap, GapKind
from machiken.ids import MerchantCode
from machiken.money import ZERO, Yen, total
from services.settlement.domain import sealed
from services.settlement.domain.adjustment import Adjustment
from services.settlement.domain.sealed import Sums
from services.settlement.domain.statement import Cycle, Payee, Statement
from services.settlement.store import adjustments, closings, merchants, seals
from services.settlement.store.seals import Compared

NOTHING = Sums(0, 0, 0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Statements that are not frozen yet."""

    statements: tuple[Statement, ...]
    adjustments: tuple[Adjustment, ...]
    """What the statements take in."""
    missing: tuple[tuple[ClosingGap, str], ...]
    """What keeps them from being frozen, for pages and in words."""


def draft_closing(tx: Session, cycle: Cycle) -> Draft:
    """Return the half-month's statements as they would be, by merchant code."""
    compared = {
        MerchantCode(each.merchant_code): each
        for each in seals.compared_in(tx, cycle.campaign_id, cycle.last_on)
    }
    payees = merchants.payees(tx, cycle.campaign_id)
    carried = {
        payee.merchant_code: net for payee, net in closings.carried(tx, cycle).items()
    }
    waiting = adjustments.waiting(tx, cycle.campaign_id)
    adjusted = _by_merchant(waiting)
    codes = sorted(compared.keys() | carried.keys() | adjusted.keys())
    return Draft(
        statements=tuple(
            Statement(
                cycle=cycle,
                payee=payees[code],
                sums=compared[code].booked if code in compared else NOTHING,
                adjusted=adjusted.get(code, ZERO),
                carried=carried.get(code, ZERO),
            )
            for code in codes
            if code in payees
        ),
        adjustments=tuple(waiting),
        missing=tuple(_gaps(tx, cycle, compared, payees)),
    )


def _gaps(
    tx: Session,
    cycle: Cycle,
    compared: Mapping[MerchantCode, Compared],
    payees: Mapping[MerchantCode, Payee],
) -> Iterator[tuple[ClosingGap, str]]:
    """Yield what is missing, for pages and for an engineer."""
    for earlier in closings.unclosed(tx):
        same = earlier.campaign_id == cycle.campaign_id
        if same and earlier.last_on < cycle.last_on:
            gap = _gap(GapKind.EARLIER_OPEN, earlier.last_on)
            yield gap, f"the half-month to {earlier.last_on} is not closed yet"
    for code, each in compared.items():
        found = sealed.difference(each.sealed, each.booked)
        if found is not None:
            yield _gap(GapKind.DIFFERS, cycle.last_on, each), f"{code}: {found}"
        if code not in payees:
            gap = _gap(GapKind.MERCHANT_UNKNOWN, cycle.last_on, each)
            yield gap, f"{code}: nobody has told of this merchant yet"


def _gap(kind: GapKind, last_on: date, each: Compared | None = None) -> ClosingGap:
    both = (each.sealed, each.booked) if each else (NOTHING, NOTHING)
    return ClosingGap(
        kind=kind,
        merchant_code=MerchantCode(each.merchant_code) if each else None,
        last_on=last_on,
        sealed=both[0].net,
        booked=both[1].net,
        on_the_way=sealed.on_the_way(*both),
    )


def _by_merchant(waiting: list[Adjustment]) -> dict[MerchantCode, Yen]:
    amounts: defaultdict[MerchantCode, list[Yen]] = defaultdict(list)
    for each in waiting:
        amounts[each.merchant_code].append(each.amount)
    return {code: total(own) for code, own in amounts.items()}
