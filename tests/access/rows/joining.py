"""How merchants join: only the office and the operator may, and nobody's is theirs.

What is asked for here is of no campaign, so that it changes nothing.
"""

from uuid import uuid4

from machiken.contracts import auth as it
from machiken.contracts.auth import invitation_verbs
from machiken.contracts.auth import joining_verbs as verbs
from machiken.ids import CompanyCode, IssuerCode, MerchantCode, MerchantId
from tests.access.row import Row
from tests.access.scene import Scene

NOWHERE = IssuerCode("KNMNONE01")


def _application(scene: Scene) -> it.ApplyMerchant:
    return it.ApplyMerchant(
        issuer_code=NOWHERE,
        merchant_code=MerchantCode("zzz"),
        merchant_name="余所の店",
        company_code=CompanyCode("Z001"),
        company_name="余所の会社",
        applied_on=scene.today,
        people=(),
    )


def _correction(scene: Scene) -> it.CorrectApplication:
    asked = _application(scene)
    return it.CorrectApplication(
        merchant_id=_nobody(),
        merchant_code=asked.merchant_code,
        merchant_name=asked.merchant_name,
        company_code=asked.company_code,
        company_name=asked.company_name,
        applied_on=asked.applied_on,
        people=asked.people,
    )


def _nobody() -> MerchantId:
    return MerchantId(uuid4())


ROWS = (
    Row(
        verb=verbs.MERCHANTS,
        ask=lambda _: it.MerchantListQuery(issuer_code=NOWHERE),
        said=it.MerchantCampaignUnknown,
    ),
    Row(
        verb=verbs.MERCHANT,
        ask=lambda _: it.MerchantQuery(merchant_id=_nobody()),
        said=it.MerchantUnknown,
    ),
    Row(
        verb=verbs.APPLY_MERCHANT,
        ask=_application,
        said=(it.MerchantCampaignUnknown, it.ApplicationOff),
    ),
    Row(
        verb=verbs.CORRECT_APPLICATION,
        ask=_correction,
        said=(it.MerchantUnknown, it.ApplicationOff),
    ),
    Row(
        verb=verbs.TURN_DOWN_APPLICATION,
        ask=lambda _: it.TurnDownApplication(merchant_id=_nobody(), reason="対象外"),
        said=it.MerchantUnknown,
    ),
    Row(
        verb=verbs.CHECK_INTAKE,
        ask=lambda _: it.CheckIntake(
            issuer_code=NOWHERE, file_name="a.csv", content=b""
        ),
        said=it.MerchantCampaignUnknown,
    ),
    Row(
        verb=verbs.INTAKE,
        ask=lambda _: it.IntakeQuery(intake_id=uuid4()),
        said=it.IntakeUnknown,
    ),
    Row(
        verb=verbs.APPLY_INTAKE,
        ask=lambda _: it.ApplyIntake(intake_id=uuid4()),
        said=it.IntakeUnknown,
    ),
    Row(
        verb=verbs.CERTIFY_MERCHANTS,
        ask=lambda _: it.CertifyMerchants(
            issuer_code=NOWHERE, merchant_ids=(_nobody(),)
        ),
        said=it.MerchantCampaignUnknown,
    ),
    Row(
        verb=verbs.REGISTER_MERCHANTS,
        ask=lambda _: it.RegisterMerchants(
            issuer_code=NOWHERE, merchant_ids=(_nobody(),)
        ),
        said=it.MerchantCampaignUnknown,
    ),
    Row(
        verb=verbs.SUSPEND_MERCHANT,
        ask=lambda _: it.SuspendMerchant(merchant_id=_nobody(), reason="余所の都合"),
        said=it.MerchantUnknown,
    ),
    Row(
        verb=verbs.REINSTATE_MERCHANT,
        ask=lambda _: it.ReinstateMerchant(merchant_id=_nobody(), reason="余所の都合"),
        said=it.MerchantUnknown,
    ),
    Row(
        verb=invitation_verbs.INVITATIONS,
        ask=lambda _: it.InvitationsQuery(issuer_code=NOWHERE),
        said=it.MerchantCampaignUnknown,
    ),
    Row(
        verb=invitation_verbs.SEND_INVITATIONS,
        ask=lambda _: it.SendInvitations(issuer_code=NOWHERE, recruitment=1),
        said=it.MerchantCampaignUnknown,
    ),
)
