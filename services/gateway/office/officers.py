"""事務局職員: who works here; each person has a page, each act its confirmation."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from machiken.contracts.actor import OFFICE, Role
from machiken.contracts.auth import (
    AdministratorNeeded,
    ChangeOfficerRole,
    DisableOfficer,
    EnableOfficer,
    Officer,
    RegistrationMalformed,
    ReissuePassword,
    RemoveAuthenticator,
    Site,
    StaffIsOneself,
    UnlockOfficer,
    authenticator_verbs,
    officer_verbs,
    verbs,
)
from machiken.contracts.verbs import Verb
from machiken.refusals import Refusal
from services.gateway import devices, forms, proofs, sessions, signing_in
from services.gateway.backends import backends
from services.gateway.office import menu, people
from services.gateway.office.acting import calls
from services.gateway.office.blueprint import office
from services.gateway.pages import page
from services.gateway.refusals import FormMalformed
from services.gateway.sign_in_pages import UNFILLED

menu.add(
    menu.Section.OFFICERS,
    "office.officers",
    "事務局職員",
    roles=frozenset({Role.OFFICE_ADMINISTRATOR}),
)

ROLES: Final = (
    Role.OFFICE_VIEWER,
    Role.OFFICE_CLERK,
    Role.OFFICE_APPROVER,
    Role.OFFICE_ADMINISTRATOR,
)
SHOWN: Final = (*UNFILLED, AdministratorNeeded, RegistrationMalformed, StaffIsOneself)


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What may be done about somebody: by which verb, and what is said after it."""

    verb: Verb[Any, Any]
    wanted: Callable[[Officer], object]
    done: str


def role() -> Role:
    """Return the role that a form names. Raises `FieldMissing`, `FormMalformed`."""
    typed = forms.text(request.form, "role")
    if typed not in OFFICE:
        raise FormMalformed(field="role")
    return Role(typed)


ACTS: Final = {
    "role": Act(
        verb=officer_verbs.CHANGE_OFFICER_ROLE,
        wanted=lambda officer: ChangeOfficerRole(
            staff_id=officer.staff_id, role=role(), origin=devices.origin()
        ),
        done="権限を変更しました。次のログインから新しい権限になります。",
    ),
    "disable": Act(
        verb=officer_verbs.DISABLE_OFFICER,
        wanted=lambda officer: DisableOfficer(
            staff_id=officer.staff_id, origin=devices.origin()
        ),
        done="利用を停止しました。ログイン中の端末は、すべてログアウトしました。",
    ),
    "enable": Act(
        verb=officer_verbs.ENABLE_OFFICER,
        wanted=lambda officer: EnableOfficer(
            staff_id=officer.staff_id, origin=devices.origin()
        ),
        done="利用を再開しました。",
    ),
    "unlock": Act(
        verb=officer_verbs.UNLOCK_OFFICER,
        wanted=lambda officer: UnlockOfficer(
            staff_id=officer.staff_id, origin=devices.origin()
        ),
        done="ログイン制限を解除しました。",
    ),
    "resend": Act(
        verb=verbs.REISSUE_PASSWORD,
        wanted=lambda officer: ReissuePassword(
            site=Site.OFFICE,
            issuer_code=signing_in.NO_ISSUER,
            code="",
            login_id=officer.login_id,
        ),
        done="新しい初期パスワードをメールでお送りしています。",
    ),
    "authenticator": Act(
        verb=authenticator_verbs.REMOVE_AUTHENTICATOR,
        wanted=lambda officer: RemoveAuthenticator(
            site=Site.OFFICE,
            issuer_code=signing_in.NO_ISSUER,
            code="",
            login_id=officer.login_id,
            origin=devices.origin(),
        ),
        done="認証アプリを解除しました。次のログインから、番号をメールでお送りします。",
    ),
}


@office.get("/officers")
@calls(officer_verbs.OFFICERS)
def officers() -> ResponseReturnValue:
    """Show who works in the office."""
    return page("office/officers.html", officers=people.officers())


@office.get("/officers/<uuid:staff_id>")
@calls(officer_verbs.OFFICERS)
def officer(staff_id: UUID) -> ResponseReturnValue:
    """Show one of them, with what may be done."""
    return page("office/officer.html", officer=people.officer(staff_id))


@office.get("/officers/<uuid:staff_id>/<act>")
@calls(officer_verbs.OFFICERS)
def officer_act(staff_id: UUID, act: str) -> ResponseReturnValue:
    """Say what the act will do, and ask once more."""
    if act not in ACTS:
        abort(404)
    proofs.ask_if_stale()
    return _confirmation(staff_id, act, None)


def _do_on(act: str) -> None:
    """Give an act its address; what each calls is known to the tests."""

    @calls(ACTS[act].verb)
    def do_officer_act(staff_id: UUID) -> ResponseReturnValue:
        """Do it; sessions that it ends are over at once."""
        try:
            wanted = ACTS[act].wanted(people.officer(staff_id))
            answer = backends().call(ACTS[act].verb, wanted)
        except SHOWN as refusal:
            return _confirmation(staff_id, act, refusal)
        sessions.cache().forget_ended(answer.ended)
        flash(ACTS[act].done)
        return redirect(url_for("office.officer", staff_id=staff_id), code=303)

    office.add_url_rule(
        f"/officers/<uuid:staff_id>/{act}",
        endpoint=f"do_officer_{act}",
        view_func=do_officer_act,
        methods=["POST"],
    )


for _act in ACTS:
    _do_on(_act)


def _confirmation(
    staff_id: UUID, act: str, refusal: Refusal | None
) -> ResponseReturnValue:
    shown = people.officer(staff_id)
    return page("office/officer_act.html", refusal, officer=shown, act=act, roles=ROLES)
