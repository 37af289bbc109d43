"""決済リファンド: a company gives back what one of its merchants took, at its PC."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from machiken.contracts.actor import Actor, Role
from machiken.contracts.auth import MerchantRegistered
from machiken.contracts.redemption import (
    FindCompanyPayments,
    MerchantOfOthers,
    PaymentUnknown,
    PortalRefundsOff,
    Receipt,
    RefundAmountDiffers,
    RefundsOff,
    RefundTooLate,
    SearchEmpty,
)
from machiken.ids import CompanyCode, CompanyId, MerchantCode, StaffId
from machiken.money import Yen
from machiken.town_time import moment_after
from services.redemption.store.tables import AUDIT
from services.redemption.usecases.find_company_payments import find_company_payments
from services.redemption.usecases.keep_merchant import keep_merchant
from tests.redemption.refusing import refusing
from tests.redemption.till import Till
from tests.redemption.town import A_NOON, RULES, Town

OURS = CompanyId(UUID(int=71))
THEIRS = CompanyId(UUID(int=72))

Tell = Callable[..., None]


@pytest.fixture
def tell(town: Town) -> Tell:
    """Return what tells redemption whose a merchant is."""

    def told(till: Till, company_id: CompanyId, *, hours: int = 0) -> None:
        event = registered(till.actor, company_id)
        with town.db.begin() as tx:
            keep_merchant(tx, event, occurred_at=A_NOON + timedelta(hours=hours))

    return told


@pytest.fixture
def pc(town: Town, bakery: Till, tell: Tell) -> Till:
    """Return the PC of the bakery's company, where refunds are switched on."""
    town.apply(switches={"portal_refunds": True})
    tell(bakery, OURS)
    return at_pc(bakery, OURS)


def registered(shop: Actor, company_id: CompanyId) -> MerchantRegistered:
    assert shop.campaign_id
    assert shop.issuer_code
    assert shop.merchant_id
    assert shop.merchant_code
    return MerchantRegistered(
        campaign_id=shop.campaign_id,
        issuer_code=shop.issuer_code,
        company_id=company_id,
        company_code=CompanyCode("K001"),
        company_name="有限会社角屋",
        merchant_id=shop.merchant_id,
        merchant_code=shop.merchant_code,
        merchant_name="角屋",
        representative_id=StaffId(UUID(int=5)),
    )


def at_pc(till: Till, company_id: CompanyId) -> Till:
    company = replace(
        till.actor,
        role=Role.COMPANY,
        login_id="t01hanako",
        company_id=company_id,
        merchant_id=None,
        merchant_code=None,
    )
    return replace(till, actor=company)


def found(pc: Till, **conditions: object) -> list[Receipt]:
    query = FindCompanyPayments(**conditions)  # type: ignore[arg-type]  # as typed
    with pc.town.db.begin() as tx:
        return list(find_company_payments(tx, query, pc.actor).receipts)


def test_a_company_gives_back_what_its_merchant_took(pc: Till, bakery: Till) -> None:
    (code,) = pc.town.sold(1)
    paid = bakery.pay(code)

    refunded = pc.refund(paid)

    assert refunded.refund is not None
    assert refunded.refund.refunded_by == "t01hanako"
    assert bakery.balance(code).balance == Yen(1_000)
    assert pc.paid_vouchers(paid.checkout_id).receipt == refunded
    [told] = pc.town.told("payment_refunded")
    assert told["login_id"] == "t01hanako"
    assert pc.town.verified().differences == ()


def test_its_refund_is_written_into_the_audit_once(pc: Till, bakery: Till) -> None:
    paid = bakery.pay(*pc.town.sold(2))
    refunded = pc.refund(paid)
    assert refunded.refund is not None
    pc.refund(paid, refund_id=refunded.refund.refund_id)

    with pc.town.db.begin() as tx:
        chosen = select(AUDIT).where(AUDIT.c.happening == "payment_refunded")
        [row] = tx.execute(chosen).mappings()
    assert (row["actor_role"], row["login_id"]) == ("company", "t01hanako")
    assert row["object"] == f"payment {paid.payment_no}"
    assert row["facts"]["amount"] == 2_000


def test_a_company_finds_the_payments_of_all_its_merchants_and_of_no_other(
    pc: Till, bakery: Till, bookshop: Till, tell: Tell
) -> None:
    tell(bookshop, OURS)
    stranger = Till(town=pc.town, actor=pc.town.staff("t09"))
    tell(stranger, THEIRS)
    one, other, foreign, unknown = pc.town.sold(4)
    own = [bakery.pay(one), bookshop.pay(other)]
    theirs = stranger.pay(foreign)
    Till(town=pc.town, actor=pc.town.staff("t08")).pay(unknown)

    assert found(pc, paid_on=A_NOON.date()) == own[::-1]
    assert found(pc, amount=Yen(1_000)) == own[::-1]
    assert found(pc, payment_no=own[0].payment_no) == own[:1]
    assert found(pc, payment_no=theirs.payment_no) == []
    code = MerchantCode("t02")
    assert found(pc, merchant_code=code, amount=Yen(1_000)) == own[1:]


def test_a_search_needs_a_condition_and_a_merchant_of_ones_own(
    pc: Till, bookshop: Till, tell: Tell
) -> None:
    tell(bookshop, THEIRS)

    with refusing(pc.town, SearchEmpty):
        found(pc, merchant_code=MerchantCode("t01"))
    for code in ("t02", "t77"):
        with refusing(pc.town, MerchantOfOthers):
            found(pc, merchant_code=MerchantCode(code), amount=Yen(1_000))


def test_another_companys_payment_does_not_exist(
    pc: Till, bookshop: Till, tell: Tell
) -> None:
    tell(bookshop, THEIRS)
    paid = bookshop.pay(*pc.town.sold(1))

    with refusing(pc.town, PaymentUnknown):
        pc.refund(paid)
    with refusing(pc.town, PaymentUnknown):
        pc.paid_vouchers(paid.checkout_id)
    with refusing(pc.town, PaymentUnknown):
        pc.receipt(paid.checkout_id)


def test_a_merchant_belongs_to_the_company_that_was_told_last(
    pc: Till, bakery: Till, tell: Tell
) -> None:
    paid = bakery.pay(*pc.town.sold(1))
    tell(bakery, THEIRS, hours=2)
    tell(bakery, OURS, hours=1)

    with refusing(pc.town, PaymentUnknown):
        pc.refund(paid)


def test_a_company_is_refused_where_the_campaign_has_it_off(
    pc: Till, bakery: Till
) -> None:
    paid = bakery.pay(*pc.town.sold(1))
    pc.town.apply(RULES)

    with refusing(pc.town, PortalRefundsOff):
        found(pc, amount=Yen(1_000))
    with refusing(pc.town, PortalRefundsOff):
        pc.refund(paid)


def test_the_tills_and_the_pcs_switch_are_two(pc: Till, bakery: Till) -> None:
    paid = bakery.pay(*pc.town.sold(1))
    pc.town.apply(switches={"portal_refunds": True, "refunds": False})

    with refusing(pc.town, RefundsOff):
        bakery.refund(paid)
    assert pc.refund(paid).refund is not None


def test_a_company_too_is_held_to_the_amount_and_the_cut_off(
    pc: Till, bakery: Till
) -> None:
    paid = bakery.pay(*pc.town.sold(1))

    with refusing(pc.town, RefundAmountDiffers):
        pc.refund(paid, amount=Yen(2_000))
    pc.town.set_clock(moment_after(A_NOON.date().replace(day=15)))
    with refusing(pc.town, RefundTooLate):
        pc.refund(paid)
