"""How the made-up shops join: list, certification, accounts, completion mails."""

from collections.abc import Sequence
from uuid import uuid4

from deploy.rehearsal.stage import Stage
from deploy.rehearsal.stuck import Stuck
from deploy.rehearsal.till import Till
from deploy.rehearsal.town import ISSUER, Merchant, applications
from machiken.contracts.auth import (
    ApplyIntake,
    CertifyMerchants,
    CheckIntake,
    MerchantLine,
    MerchantListQuery,
    MerchantState,
    RegisterMerchants,
    SendInvitations,
    invitation_verbs,
    verbs,
)
from machiken.contracts.settlement import RequestAccount, payout_verbs
from machiken.ids import AccountChangeId


def apply(stage: Stage, merchants: Sequence[Merchant]) -> None:
    """Take the list of applications, looked at first as a clerk would. Or `Stuck`."""
    asked = CheckIntake(
        issuer_code=ISSUER, file_name="申込.csv", content=applications(merchants)
    )
    looked = stage.call(verbs.CHECK_INTAKE, asked)
    if looked.findings:
        raise Stuck(f"the list of applications has findings: {looked.findings[0]}")
    stage.call(verbs.APPLY_INTAKE, ApplyIntake(intake_id=looked.intake_id))


def register(stage: Stage, merchants: Sequence[Merchant]) -> None:
    """Certify them, and have their accounts made; their mails are held."""
    codes = {each.code for each in merchants}
    ids = tuple(
        each.merchant_id for each in _lines(stage) if each.merchant_code in codes
    )
    certified = CertifyMerchants(issuer_code=ISSUER, merchant_ids=ids)
    stage.call(verbs.CERTIFY_MERCHANTS, certified)
    ordered = RegisterMerchants(issuer_code=ISSUER, merchant_ids=ids)
    stage.call(verbs.REGISTER_MERCHANTS, ordered)

    def made() -> bool:
        return all(
            each.state is MerchantState.REGISTERED
            for each in _lines(stage)
            if each.merchant_code in codes
        )

    stage.wait("the accounts of the shops", made)


def invite(stage: Stage, merchants: Sequence[Merchant], window: int) -> list[Till]:
    """Send a window's completion mails at once; return the tills that got them."""
    wanted = SendInvitations(issuer_code=ISSUER, recruitment=window)
    stage.call(invitation_verbs.SEND_INVITATIONS, wanted)
    return [Till(stage, each) for each in merchants]


def ask_accounts(stage: Stage, merchants: Sequence[Merchant]) -> None:
    """Ask that they be paid to their accounts; an approver decides."""
    for each in merchants:
        wanted = RequestAccount(
            change_id=AccountChangeId(uuid4()),
            issuer_code=ISSUER,
            merchant_code=each.code,
            account=each.account,
        )
        stage.call(payout_verbs.REQUEST_ACCOUNT, wanted)


def _lines(stage: Stage) -> tuple[MerchantLine, ...]:
    query = MerchantListQuery(issuer_code=ISSUER)
    return stage.call(verbs.MERCHANTS, query).lines
