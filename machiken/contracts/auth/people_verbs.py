"""The verbs about people: staff, the representative, several merchants, the audit."""

from typing import Final

from machiken.contracts.actor import OFFICE, OPERATOR, SHOP, Role
from machiken.contracts.auth.audit import (
    AuditNoted,
    AuditPage,
    AuditQuery,
    OwnAuditQuery,
    SaveAudit,
)
from machiken.contracts.auth.own_data import (
    BeginMailChange,
    ChangeOwnName,
    FinishMailChange,
    MailChangeBegun,
    MailChanged,
    OwnData,
    OwnDataQuery,
    OwnNameChanged,
)
from machiken.contracts.auth.sign_in import SessionOpened
from machiken.contracts.auth.staff import (
    ChangeRepresentative,
    ChangeStaffRole,
    DisableStaff,
    EnableStaff,
    InviteStaff,
    ResendPassword,
    StaffChanged,
    StaffList,
    StaffQuery,
    StaffWelcomed,
    UnlockStaff,
)
from machiken.contracts.auth.switching import (
    OwnMerchants,
    OwnMerchantsQuery,
    SwitchMerchant,
)
from machiken.contracts.auth.verbs import SERVICE
from machiken.contracts.verbs import Verb

_REGISTRARS: Final = OPERATOR | {Role.OFFICE_CLERK, Role.OFFICE_ADMINISTRATOR}
_MANAGERS: Final = _REGISTRARS | {Role.REPRESENTATIVE, Role.MANAGER}
_REPRESENTATIVE: Final = frozenset({Role.REPRESENTATIVE})

STAFF = Verb(
    service=SERVICE,
    name="staff",
    request=StaffQuery,
    answer=StaffList,
    roles=_MANAGERS,
)
INVITE_STAFF = Verb(
    service=SERVICE,
    name="invite_staff",
    request=InviteStaff,
    answer=StaffWelcomed,
    roles=_MANAGERS,
)
DISABLE_STAFF = Verb(
    service=SERVICE,
    name="disable_staff",
    request=DisableStaff,
    answer=StaffChanged,
    roles=_MANAGERS,
)
ENABLE_STAFF = Verb(
    service=SERVICE,
    name="enable_staff",
    request=EnableStaff,
    answer=StaffChanged,
    roles=_MANAGERS,
)
CHANGE_STAFF_ROLE = Verb(
    service=SERVICE,
    name="change_staff_role",
    request=ChangeStaffRole,
    answer=StaffChanged,
    roles=_MANAGERS,
)
RESEND_PASSWORD = Verb(
    service=SERVICE,
    name="resend_password",
    request=ResendPassword,
    answer=StaffChanged,
    roles=_MANAGERS,
)
UNLOCK_STAFF = Verb(
    service=SERVICE,
    name="unlock_staff",
    request=UnlockStaff,
    answer=StaffChanged,
    roles=_MANAGERS,
)
CHANGE_REPRESENTATIVE = Verb(
    service=SERVICE,
    name="change_representative",
    request=ChangeRepresentative,
    answer=StaffChanged,
    roles=_REGISTRARS,
)
OWN_DATA = Verb(
    service=SERVICE,
    name="own_data",
    request=OwnDataQuery,
    answer=OwnData,
    roles=_REPRESENTATIVE,
)
CHANGE_OWN_NAME = Verb(
    service=SERVICE,
    name="change_own_name",
    request=ChangeOwnName,
    answer=OwnNameChanged,
    roles=_REPRESENTATIVE,
)
BEGIN_MAIL_CHANGE = Verb(
    service=SERVICE,
    name="begin_mail_change",
    request=BeginMailChange,
    answer=MailChangeBegun,
    roles=_REPRESENTATIVE,
)
FINISH_MAIL_CHANGE = Verb(
    service=SERVICE,
    name="finish_mail_change",
    request=FinishMailChange,
    answer=MailChanged,
    roles=_REPRESENTATIVE,
)
OWN_MERCHANTS = Verb(
    service=SERVICE,
    name="own_merchants",
    request=OwnMerchantsQuery,
    answer=OwnMerchants,
    roles=SHOP,
)
SWITCH_MERCHANT = Verb(
    service=SERVICE,
    name="switch_merchant",
    request=SwitchMerchant,
    answer=SessionOpened,
    roles=SHOP,
)
OWN_AUDIT = Verb(
    service=SERVICE,
    name="own_audit",
    request=OwnAuditQuery,
    answer=AuditPage,
    roles=SHOP | OFFICE | {Role.COMPANY},
)
AUDIT = Verb(
    service=SERVICE,
    name="audit",
    request=AuditQuery,
    answer=AuditPage,
    roles=OPERATOR | OFFICE,
)
SAVE_AUDIT = Verb(
    service=SERVICE,
    name="save_audit",
    request=SaveAudit,
    answer=AuditNoted,
    roles=OPERATOR | OFFICE,
)
