"""Recomputing the books from their entries, and naming every difference."""

from collections.abc import Iterator

from sqlalchemy import (
    ColumnElement,
    String,
    and_,
    case,
    func,
    literal,
    or_,
    select,
)
from sqlalchemy.orm import Session

from machiken.contracts.verification import MerchantTotal
from machiken.ids import IssuerCode, MerchantCode
from machiken.money import Yen
from services.settlement.domain.accounts import (
    AGAINST,
    OWED_TO_MERCHANT,
    OWES_MORE,
    TILL,
    Kind,
)
from services.settlement.store.ledger import count_of, credited, owed_line
from services.settlement.store.tables import ENTRY, JOURNAL, LINK


def counts(tx: Session) -> dict[str, int]:
    """Return how many journals, entries and links there are."""
    return {
        table.name: tx.scalar(select(func.count()).select_from(table)) or 0
        for table in (JOURNAL, ENTRY, LINK)
    }


def unbalanced(tx: Session) -> Iterator[str]:
    """Yield each journal whose entries do not sum to zero."""
    off = func.sum(ENTRY.c.amount_yen)
    found = select(ENTRY.c.journal_id, off).group_by(ENTRY.c.journal_id)
    for journal_id, yen in tx.execute(found.having(off != 0).order_by("journal_id")):
        yield f"journal {journal_id}: its entries sum to {yen:+,} yen, not to 0"


def misbooked(tx: Session) -> Iterator[str]:
    """Yield each journal whose entries are not the two that its facts ask for."""
    debit = case(
        (JOURNAL.c.kind.in_(OWES_MORE), JOURNAL.c.amount_yen),
        else_=-JOURNAL.c.amount_yen,
    )
    names = {kind.value: literal(name, String) for kind, name in AGAINST.items()}
    issuer = case(names, value=JOURNAL.c.kind) + ":" + JOURNAL.c.issuer_code
    merchant = (
        literal(f"{OWED_TO_MERCHANT}:", String)
        + JOURNAL.c.issuer_code
        + ":"
        + JOURNAL.c.merchant_code
    )
    right = func.count().filter(
        or_(_books(1, issuer, debit), _books(2, merchant, -debit))
    )
    found = (
        select(JOURNAL.c.journal_id, JOURNAL.c.kind, JOURNAL.c.payment_no)
        .outerjoin(ENTRY, ENTRY.c.journal_id == JOURNAL.c.journal_id)
        .group_by(JOURNAL.c.journal_id)
        .having(or_(right != 2, func.count() != 2))  # noqa: PLR2004 - one line each side
        .order_by(JOURNAL.c.journal_id)
    )
    for journal_id, kind, payment_no in tx.execute(found):
        said = f"payment {payment_no}" if payment_no else f"its facts ({kind})"
        yield f"journal {journal_id}: its entries differ from {said}"


def refunds_adrift(tx: Session) -> Iterator[str]:
    """Yield each refund whose payment is missing, or smaller, or told differently."""
    payment = JOURNAL.alias("payment")
    given_back = func.sum(JOURNAL.c.amount_yen).over(partition_by=JOURNAL.c.checkout_id)
    refund = (
        select(JOURNAL, given_back.label("given_back"))
        .where(JOURNAL.c.kind == Kind.REFUND)
        .subquery("refund")
    )
    told_alike = ("merchant_id", "issuer_code", "payment_no", "period_last_on")
    found = (
        select(refund.c.journal_id, refund.c.payment_no)
        .outerjoin(
            payment,
            and_(
                payment.c.kind == Kind.REDEMPTION,
                payment.c.checkout_id == refund.c.checkout_id,
                *(payment.c[name] == refund.c[name] for name in told_alike),
            ),
        )
        .where(
            or_(
                payment.c.journal_id.is_(None),
                payment.c.amount_yen < refund.c.given_back,
            )
        )
        .order_by(refund.c.journal_id)
    )
    for journal_id, payment_no in tx.execute(found):
        yield f"journal {journal_id}: refunds what payment {payment_no} does not hold"


def merchant_totals(tx: Session) -> Iterator[MerchantTotal]:
    """Yield what each merchant was credited and debited, summed from the entries."""
    merchants = (JOURNAL.c.issuer_code, JOURNAL.c.merchant_code)
    columns = (column(kind) for kind in TILL for column in (count_of, credited))
    summed = (
        select(*merchants, *columns)
        .join(ENTRY, owed_line())
        .where(JOURNAL.c.kind.in_(TILL))
        .group_by(*merchants)
        .order_by(*merchants)
    )
    for issuer, code, payments, paid, refunds, given_back in tx.execute(summed):
        yield MerchantTotal(
            issuer_code=IssuerCode(issuer),
            merchant_code=MerchantCode(code),
            payments=payments,
            paid=Yen(paid),
            refunds=refunds,
            refunded=Yen(-given_back),
        )


def _books(
    line: int, account: ColumnElement[str], amount: ColumnElement[int]
) -> ColumnElement[bool]:
    return and_(
        ENTRY.c.line == line, ENTRY.c.account == account, ENTRY.c.amount_yen == amount
    )
