"""What one merchant has, so that others can try to reach it.

The strangers are registered here and have done nothing: one of the same company, one of
another, one of another campaign.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID, uuid4

from deploy.local.supervision import wait_until
from machiken.contracts import redemption, settlement
from machiken.contracts.actor import Actor, Role
from machiken.contracts.redemption import (
    OpenCheckout,
    ReadVoucher,
    Receipt,
    RedeemVouchers,
)
from machiken.contracts.settlement import (
    AccountKind,
    BankAccount,
    ExportEncoding,
    ExportQuery,
    ExportState,
    RequestAccount,
    RequestExport,
)
from machiken.ids import AccountChangeId, CheckoutId, ExportId, IssuerCode, MerchantCode
from machiken.money import Yen
from tests.access.callers import Callers, acting, representative
from tests.journeys.people import KADOYA, Merchant
from tests.journeys.town import Town

READY_WITHIN_S: Final = 30.0
STRANGERS: Final = 3
PAST: Final = IssuerCode("KNMPAST01")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """The things, their owner, and people whom they are no business of."""

    issuer_code: IssuerCode
    today: date
    owner: Actor
    strangers: Sequence[Actor]
    checkout_id: CheckoutId
    """Open, with one voucher read."""
    voucher_code: str
    """On sale, and in nobody's hands."""
    receipt: Receipt
    export_id: ExportId
    """Ready to be fetched."""
    account_id: AccountChangeId
    """Asked for by the owner's company, and decided by nobody yet."""
    session_id: UUID
    """Where the owner is signed in."""
    session_secret: str


def set_up(town: Town, callers: Callers) -> Scene:
    """Have the owner read, redeem, export and be signed in; return all of it."""
    shop = town.shop(KADOYA)
    owner = representative(town, town.rules.issuer_code, KADOYA)
    checkout_id = CheckoutId(uuid4())
    till = acting(owner, Role.REPRESENTATIVE)
    verbs = redemption.verbs
    read, redeemed, free = town.vouchers(3)
    opened = OpenCheckout(checkout_id=checkout_id, target=Yen(2000))
    callers.call(verbs.OPEN_CHECKOUT, opened, till)
    one = ReadVoucher(checkout_id=checkout_id, voucher_code=read)
    callers.call(verbs.READ_VOUCHER, one, till)
    paid = RedeemVouchers(checkout_id=CheckoutId(uuid4()), voucher_codes=(redeemed,))
    [session] = town.rows(
        "auth",
        "select session_id from session where staff_id = :staff_id and site = 'shop'"
        " and ended_at is null order by opened_at desc limit 1",
        staff_id=owner.staff_id,
    )
    return Scene(
        issuer_code=town.rules.issuer_code,
        today=town.today,
        owner=owner,
        strangers=_strangers(town),
        checkout_id=checkout_id,
        voucher_code=free,
        receipt=callers.call(verbs.REDEEM_VOUCHERS, paid, till),
        export_id=_export(town, callers, acting(owner, Role.COMPANY)),
        account_id=_account(town, callers, acting(owner, Role.COMPANY)),
        session_id=session.session_id,
        session_secret=shop.browser.session.cookies["machiken-shop"],
    )


def _strangers(town: Town) -> list[Actor]:
    this = town.rules.issuer_code
    known = (
        (this, _newcomer("x01", "K001", KADOYA.company_name)),
        (this, _newcomer("x02", "X002", "株式会社よその店")),
        (PAST, _newcomer("x03", "X003", "よその事業の会社")),
    )
    for issuer, merchant in known:
        town.register(issuer, merchant)
    wait_until(lambda: _are_known(town), READY_WITHIN_S, "the strangers everywhere")
    return [representative(town, issuer, merchant) for issuer, merchant in known]


def _are_known(town: Town) -> bool:
    """Return whether every service that keeps merchants has heard of all of them."""
    copies = (
        "select count(*) from merchant where merchant_code in ('x01', 'x02', 'x03')"
    )
    return all(
        town.rows(service, copies)[0][0] == STRANGERS
        for service in ("redemption", "settlement", "notify")
    )


def _newcomer(code: str, company_code: str, company_name: str) -> Merchant:
    return Merchant(
        code=code,
        name=f"よその店 {code}",
        company_code=company_code,
        company_name=company_name,
        representative="余所 見太",
        login_id=f"{code}mita",
    )


def _account(town: Town, callers: Callers, company: Actor) -> AccountChangeId:
    wanted = RequestAccount(
        change_id=AccountChangeId(uuid4()),
        issuer_code=town.rules.issuer_code,
        merchant_code=MerchantCode(KADOYA.code),
        account=BankAccount(
            bank_code="0001",
            branch_code="001",
            kind=AccountKind.ORDINARY,
            number="7654321",
            holder="カドヤ",
        ),
    )
    callers.call(settlement.payout_verbs.REQUEST_ACCOUNT, wanted, company)
    return wanted.change_id


def _export(town: Town, callers: Callers, company: Actor) -> ExportId:
    verbs, export_id = settlement.verbs, ExportId(uuid4())
    wanted = RequestExport(
        export_id=export_id,
        merchant_code=MerchantCode(KADOYA.code),
        first_on=town.today,
        last_on=town.today,
        encoding=ExportEncoding.UTF_8,
        requested_by="木下",
    )
    callers.call(verbs.REQUEST_EXPORT, wanted, company)
    asked = ExportQuery(export_id=export_id)

    def is_ready() -> bool:
        found = callers.call(verbs.EXPORT, asked, company)
        return bool(found.state is ExportState.READY)

    wait_until(is_ready, READY_WITHIN_S, "the export")
    return export_id
