"""People: what a merchant's staff, its data and its history are to somebody else.

A till's request is about its own merchant, whatever it says; the office names one.
"""

from machiken.contracts import auth as it
from machiken.contracts.actor import Role
from machiken.contracts.auth import people_verbs as verbs
from machiken.contracts.bus import NotAllowed
from machiken.ids import IssuerCode, MerchantCode, MerchantId, StaffId
from tests.access.row import Row, answers
from tests.access.scene import Scene
from tests.journeys.people import KADOYA

NOBODYS = it.MerchantRef(
    issuer_code=IssuerCode("KNMNONE01"), merchant_code=MerchantCode("zzz")
)
FOREIGN = (
    it.MerchantUnknown,
    it.StaffUnknown,
    # Who looks after people is looked up again: the strangers were never managers.
    NotAllowed,
    # One stranger's campaign has the switch off.
    it.StaffManagementOff,
)
OFF = it.RepresentativeChangeOff
"""One stranger's campaign has the switch off."""


def _person(scene: Scene) -> StaffId:
    assert scene.owner.staff_id is not None
    return scene.owner.staff_id


def _place(scene: Scene) -> MerchantId:
    assert scene.owner.merchant_id is not None
    return scene.owner.merchant_id


def _newcomer(_scene: Scene) -> it.InviteStaff:
    return it.InviteStaff(
        login_id="!",
        name="余所 者",
        email="x@kinomachi.example",
        role=Role.STAFF,
        merchant=NOBODYS,
    )


def _others(answer: it.StaffList) -> bool:
    return all(each.login_id != KADOYA.login_id for each in answer.members)


def _elsewhere(answer: it.OwnMerchants) -> bool:
    return all(each.merchant_code != KADOYA.code for each in answer.lines)


def _not_of_the_owner(answer: it.AuditPage) -> bool:
    return all(
        KADOYA.login_id not in (each.login_id, each.actor) for each in answer.lines
    )


_STAFF = (
    Row(
        verb=verbs.STAFF,
        ask=lambda _: it.StaffQuery(merchant=NOBODYS),
        said=(*FOREIGN, _others),
    ),
    Row(
        verb=verbs.INVITE_STAFF,
        ask=_newcomer,
        said=(it.MerchantUnknown, it.RegistrationMalformed),
    ),
    Row(
        verb=verbs.DISABLE_STAFF,
        ask=lambda scene: it.DisableStaff(staff_id=_person(scene), merchant=NOBODYS),
        said=FOREIGN,
    ),
    Row(
        verb=verbs.ENABLE_STAFF,
        ask=lambda scene: it.EnableStaff(staff_id=_person(scene), merchant=NOBODYS),
        said=FOREIGN,
    ),
    Row(
        verb=verbs.CHANGE_STAFF_ROLE,
        ask=lambda scene: it.ChangeStaffRole(
            staff_id=_person(scene), role=Role.STAFF, merchant=NOBODYS
        ),
        said=FOREIGN,
    ),
    Row(
        verb=verbs.RESEND_PASSWORD,
        ask=lambda scene: it.ResendPassword(staff_id=_person(scene), merchant=NOBODYS),
        said=FOREIGN,
    ),
    Row(
        verb=verbs.UNLOCK_STAFF,
        ask=lambda scene: it.UnlockStaff(staff_id=_person(scene), merchant=NOBODYS),
        said=FOREIGN,
    ),
    Row(
        verb=verbs.CHANGE_REPRESENTATIVE,
        ask=lambda _: it.ChangeRepresentative(
            merchant=NOBODYS, login_id=KADOYA.login_id
        ),
        said=it.MerchantUnknown,
    ),
)
_OWN = (
    Row(
        verb=verbs.OWN_DATA,
        ask=lambda _: it.OwnDataQuery(),
        said=(lambda answer: answer.login_id != KADOYA.login_id, OFF),
    ),
    Row(
        verb=verbs.CHANGE_OWN_NAME,
        ask=lambda _: it.ChangeOwnName(name=""),
        said=it.RegistrationMalformed,
    ),
    Row(
        verb=verbs.BEGIN_MAIL_CHANGE,
        ask=lambda _: it.BeginMailChange(email="nowhere", password="Falsch-12345"),
        said=(it.RegistrationMalformed, OFF),
    ),
    Row(
        verb=verbs.FINISH_MAIL_CHANGE,
        ask=lambda scene: it.FinishMailChange(
            session_secret=scene.session_secret, code="0"
        ),
        said=(it.SessionUnknown, it.MailChangeExpired, OFF),
    ),
    Row(
        verb=verbs.OWN_MERCHANTS,
        ask=lambda _: it.OwnMerchantsQuery(),
        said=_elsewhere,
    ),
    Row(
        verb=verbs.SWITCH_MERCHANT,
        ask=lambda scene: it.SwitchMerchant(
            session_secret=scene.session_secret, merchant_id=_place(scene)
        ),
        said=it.SessionUnknown,
    ),
)
_HISTORY = (
    Row(
        verb=verbs.OWN_AUDIT,
        ask=lambda _: it.OwnAuditQuery(),
        said=_not_of_the_owner,
    ),
    Row(
        verb=verbs.AUDIT,
        ask=lambda _: it.AuditQuery(merchant=NOBODYS),
        said=it.MerchantUnknown,
    ),
    Row(verb=verbs.SAVE_AUDIT, ask=lambda _: it.SaveAudit(rows=0), said=answers),
)
ROWS = (*_STAFF, *_OWN, *_HISTORY)
