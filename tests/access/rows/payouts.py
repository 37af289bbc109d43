"""Closing and paying: what a company's account and statements are to another.

What the office asks for here is of no campaign, so that it changes nothing.
"""

from uuid import uuid4

from machiken.contracts import settlement as it
from machiken.contracts.settlement import payout_verbs, verbs
from machiken.ids import (
    AccountChangeId,
    AdjustmentId,
    IssuerCode,
    MerchantCode,
    PayoutId,
)
from machiken.money import Yen
from tests.access.row import Row
from tests.access.scene import Scene
from tests.journeys.people import KADOYA

NOWHERE = IssuerCode("KNMNONE01")
NOBODY = MerchantCode("zzz")
ACCOUNT = it.BankAccount(
    bank_code="0001",
    branch_code="001",
    kind=it.AccountKind.ORDINARY,
    number="1234567",
    holder="ヨソノミセ",
)


def _account(_scene: Scene) -> it.RequestAccount:
    return it.RequestAccount(
        change_id=AccountChangeId(uuid4()),
        issuer_code=NOWHERE,
        merchant_code=MerchantCode(KADOYA.code),
        account=ACCOUNT,
    )


def _adjustment(_scene: Scene) -> it.ProposeAdjustment:
    return it.ProposeAdjustment(
        adjustment_id=AdjustmentId(uuid4()),
        issuer_code=NOWHERE,
        merchant_code=NOBODY,
        amount=Yen(1000),
        reason="余所の都合",
    )


def _payout(scene: Scene) -> it.PreparePayout:
    return it.PreparePayout(
        payout_id=PayoutId(uuid4()), issuer_code=NOWHERE, pay_on=scene.today
    )


def _nobodys_account(answer: it.Accounts) -> bool:
    return all(each.merchant_code != KADOYA.code for each in answer.accounts)


_CLOSING = (
    Row(
        verb=verbs.PREVIEW_CLOSING,
        ask=lambda scene: it.ClosingQuery(issuer_code=NOWHERE, last_on=scene.today),
        said=it.LedgerCampaignUnknown,
    ),
    Row(
        verb=verbs.CLOSE_PERIOD,
        ask=lambda scene: it.ClosePeriod(issuer_code=NOWHERE, last_on=scene.today),
        said=it.LedgerCampaignUnknown,
    ),
    Row(
        verb=verbs.CLOSINGS,
        ask=lambda _: it.ClosingsQuery(issuer_code=NOWHERE),
        said=it.LedgerCampaignUnknown,
    ),
    Row(
        verb=verbs.PROPOSE_ADJUSTMENT,
        ask=_adjustment,
        said=it.LedgerCampaignUnknown,
    ),
    Row(
        verb=verbs.DECIDE_ADJUSTMENT,
        ask=lambda _: it.DecideAdjustment(
            adjustment_id=AdjustmentId(uuid4()), approved=True
        ),
        said=it.AdjustmentUnknown,
    ),
    Row(
        verb=verbs.ADJUSTMENTS,
        ask=lambda _: it.AdjustmentsQuery(issuer_code=NOWHERE),
        said=it.LedgerCampaignUnknown,
    ),
)
_ACCOUNTS = (
    Row(
        verb=payout_verbs.REQUEST_ACCOUNT,
        ask=_account,
        said=(it.LedgerCampaignUnknown, it.ExportMerchantUnknown),
    ),
    Row(
        verb=payout_verbs.DECIDE_ACCOUNT,
        ask=lambda _: it.DecideAccount(
            change_id=AccountChangeId(uuid4()), approved=True
        ),
        said=it.AccountUnknown,
    ),
    Row(
        verb=payout_verbs.ACCOUNTS,
        ask=lambda _: it.AccountsQuery(issuer_code=NOWHERE),
        said=(it.LedgerCampaignUnknown, _nobodys_account),
    ),
    Row(
        verb=payout_verbs.HOLD_MERCHANT,
        ask=lambda _: it.HoldMerchant(
            issuer_code=NOWHERE, merchant_code=NOBODY, reason="余所の都合"
        ),
        said=it.LedgerCampaignUnknown,
    ),
    Row(
        verb=payout_verbs.RELEASE_MERCHANT,
        ask=lambda _: it.ReleaseMerchant(issuer_code=NOWHERE, merchant_code=NOBODY),
        said=it.LedgerCampaignUnknown,
    ),
    Row(
        verb=payout_verbs.HOLDS,
        ask=lambda _: it.HoldsQuery(issuer_code=NOWHERE),
        said=it.LedgerCampaignUnknown,
    ),
    Row(
        verb=payout_verbs.SET_PAYER,
        ask=lambda _: it.SetPayer(
            issuer_code=NOWHERE, consignor_code="0012345678", account=ACCOUNT
        ),
        said=it.LedgerCampaignUnknown,
    ),
)
_PAYOUTS = (
    Row(
        verb=payout_verbs.PREPARE_PAYOUT,
        ask=_payout,
        said=it.LedgerCampaignUnknown,
    ),
    Row(
        verb=payout_verbs.DECIDE_PAYOUT,
        ask=lambda _: it.DecidePayout(payout_id=PayoutId(uuid4()), approved=True),
        said=it.PayoutUnknown,
    ),
    Row(
        verb=payout_verbs.ISSUE_BANK_FILE,
        ask=lambda _: it.IssueBankFile(payout_id=PayoutId(uuid4())),
        said=it.PayoutUnknown,
    ),
    Row(
        verb=payout_verbs.FETCH_BANK_FILE,
        ask=lambda _: it.FetchBankFile(payout_id=PayoutId(uuid4())),
        said=it.PayoutUnknown,
    ),
    Row(
        verb=payout_verbs.IMPORT_RESULTS,
        ask=lambda _: it.ImportResults(payout_id=PayoutId(uuid4()), content=""),
        said=it.ResultsUnreadable,
    ),
    Row(
        verb=payout_verbs.PAYOUT,
        ask=lambda _: it.PayoutQuery(payout_id=PayoutId(uuid4())),
        said=it.PayoutUnknown,
    ),
    Row(
        verb=payout_verbs.PAYOUTS,
        ask=lambda _: it.PayoutsQuery(issuer_code=NOWHERE),
        said=it.LedgerCampaignUnknown,
    ),
    Row(
        verb=payout_verbs.STATEMENTS,
        ask=lambda _: it.StatementsQuery(),
        said=lambda answer: answer.statements == (),
    ),
    Row(
        verb=payout_verbs.SALES_BY_DAY,
        ask=lambda scene: it.SalesByDayQuery(first_on=scene.today),
        said=lambda answer: answer.days == (),
    ),
)
ROWS = (*_CLOSING, *_ACCOUNTS, *_PAYOUTS)
