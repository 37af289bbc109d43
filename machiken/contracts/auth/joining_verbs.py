"""The verbs by which the office takes merchants in, and out."""

from typing import Final, TypeVar

from machiken.contracts.actor import OFFICE, OPERATOR, Role
from machiken.contracts.auth.intake import (
    ApplyIntake,
    CheckIntake,
    IntakeQuery,
    IntakeView,
)
from machiken.contracts.auth.joining import (
    ApplyMerchant,
    CertifyMerchants,
    CorrectApplication,
    MerchantDetail,
    MerchantList,
    MerchantListQuery,
    MerchantMoved,
    MerchantQuery,
    MerchantsMoved,
    RegisterMerchants,
    ReinstateMerchant,
    SuspendMerchant,
    TurnDownApplication,
)
from machiken.contracts.verbs import Verb

_DESK: Final = OPERATOR | {Role.OFFICE_CLERK, Role.OFFICE_ADMINISTRATOR}
_DECIDERS: Final = OPERATOR | {Role.OFFICE_APPROVER, Role.OFFICE_ADMINISTRATOR}

_Request = TypeVar("_Request")
_Answer = TypeVar("_Answer")


def _verb(
    name: str,
    request: type[_Request],
    answer: type[_Answer],
    roles: frozenset[Role],
    *,
    takes_s_max: float = 5.0,
) -> Verb[_Request, _Answer]:
    return Verb(
        service="auth",
        name=name,
        request=request,
        answer=answer,
        roles=roles,
        takes_s_max=takes_s_max,
    )


MERCHANTS = _verb("merchants", MerchantListQuery, MerchantList, OPERATOR | OFFICE)
MERCHANT = _verb("merchant", MerchantQuery, MerchantDetail, OPERATOR | OFFICE)
APPLY_MERCHANT = _verb("apply_merchant", ApplyMerchant, MerchantMoved, _DESK)
CORRECT_APPLICATION = _verb(
    "correct_application", CorrectApplication, MerchantMoved, _DESK
)
TURN_DOWN_APPLICATION = _verb(
    "turn_down_application", TurnDownApplication, MerchantMoved, _DECIDERS
)
CHECK_INTAKE = _verb("check_intake", CheckIntake, IntakeView, _DESK, takes_s_max=30.0)
INTAKE = _verb("intake", IntakeQuery, IntakeView, _DESK, takes_s_max=30.0)
APPLY_INTAKE = _verb("apply_intake", ApplyIntake, IntakeView, _DESK, takes_s_max=30.0)
CERTIFY_MERCHANTS = _verb(
    "certify_merchants", CertifyMerchants, MerchantsMoved, _DECIDERS
)
REGISTER_MERCHANTS = _verb(
    "register_merchants", RegisterMerchants, MerchantsMoved, _DESK
)
SUSPEND_MERCHANT = _verb("suspend_merchant", SuspendMerchant, MerchantMoved, _DECIDERS)
REINSTATE_MERCHANT = _verb(
    "reinstate_merchant", ReinstateMerchant, MerchantMoved, _DECIDERS
)
