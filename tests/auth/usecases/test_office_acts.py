"""What the office does to people and their mails is in auth's audit, and who did it."""

from collections.abc import Callable
from typing import Any, Final

import pytest

from machiken.contracts.actor import Role
from machiken.contracts.auth import (
    ChangeStaffRole,
    DisableStaff,
    EnableStaff,
    ResendPassword,
    SaveAudit,
    SendInvitations,
    SignInFailed,
    UnlockStaff,
)
from machiken.contracts.bus import RequestMalformed
from machiken.ids import StaffId
from services.auth.domain import initial_password
from services.auth.usecases.change_staff_role import change_staff_role
from services.auth.usecases.disable_staff import disable_staff
from services.auth.usecases.enable_staff import enable_staff
from services.auth.usecases.resend_password import resend_password
from services.auth.usecases.save_audit import save_audit
from services.auth.usecases.send_invitations import send_invitations
from services.auth.usecases.unlock_staff import unlock_staff
from tests.auth.people import REF, invite, name_representative
from tests.auth.town import ISSUER, OPERATOR, Town


def _taro(town: Town) -> StaffId:
    return invite(town, OPERATOR, merchant=REF).staff_id


def _send(town: Town) -> None:
    town.register(
        merchant_code="t09", company_code="C009", login_id="kyuko", recruitment=1
    )
    with town.db.begin() as tx:
        wanted = SendInvitations(issuer_code=ISSUER, recruitment=1)
        send_invitations(tx, wanted, OPERATOR)


def _disable(town: Town) -> StaffId:
    staff_id = _taro(town)
    with town.db.begin() as tx:
        disable_staff(tx, DisableStaff(staff_id=staff_id, merchant=REF), OPERATOR)
    return staff_id


def _enable(town: Town) -> None:
    staff_id = _disable(town)
    with town.db.begin() as tx:
        enable_staff(tx, EnableStaff(staff_id=staff_id, merchant=REF), OPERATOR)


def _unlock(town: Town) -> None:
    staff_id = _taro(town)
    for _ in range(5):
        with pytest.raises(SignInFailed):
            town.begin("Wrong#12345", login_id="taro")
    with town.db.begin() as tx:
        wanted = UnlockStaff(staff_id=staff_id, merchant=REF)
        unlock_staff(tx, wanted, OPERATOR, town.keys)


def _change_role(town: Town) -> None:
    staff_id = _taro(town)
    with town.db.begin() as tx:
        wanted = ChangeStaffRole(staff_id=staff_id, merchant=REF, role=Role.MANAGER)
        change_staff_role(tx, wanted, OPERATOR)


def _resend(town: Town) -> None:
    staff_id = _taro(town)
    initial = initial_password.invent(town.keys.letters)
    with town.db.begin() as tx:
        wanted = ResendPassword(staff_id=staff_id, merchant=REF)
        resend_password(tx, wanted, OPERATOR, initial)


def _represent(town: Town) -> None:
    _taro(town)
    name_representative(town, OPERATOR, "taro")


def _save(town: Town) -> None:
    with town.db.begin() as tx:
        save_audit(tx, SaveAudit(rows=12, conditions={"actor": "hanako"}), OPERATOR)


ACTS: Final[dict[str, tuple[str, Callable[[Town], Any]]]] = {
    "send_invitations": ("invitations_sent", _send),
    "invite_staff": ("staff_invited", _taro),
    "disable_staff": ("staff_disabled", _disable),
    "enable_staff": ("staff_enabled", _enable),
    "unlock_staff": ("staff_unlocked", _unlock),
    "change_staff_role": ("role_changed", _change_role),
    "resend_password": ("password_reissued", _resend),
    "change_representative": ("representative_changed", _represent),
    "save_audit": ("audit_saved", _save),
}
"""Each verb by which the office looks after people, and what its audit row says."""


@pytest.mark.parametrize("verb", ACTS)
def test_an_act_leaves_a_row_that_says_who_did_what(town: Town, verb: str) -> None:
    happening, act = ACTS[verb]
    before = len(town.audit())

    act(town)

    rows = [row for row in town.audit()[before:] if row["happening"] == happening]
    assert rows
    for row in rows:
        assert (row["actor_role"], row["actor"]) == ("operator", "operator")
        assert row["staff_id"] or row["detail"]


@pytest.mark.parametrize(
    ("rows", "conditions"),
    [
        (-1, {}),
        (1, {"Actor": "hanako"}),
        (1, {"actor": "hana\nko"}),
        (1, {"actor": "x" * 101}),
        (1, {f"c{'x' * each}": "" for each in range(13)}),
    ],
)
def test_what_nobody_could_read_is_not_written_down_as_saved(
    town: Town, rows: int, conditions: dict[str, str]
) -> None:
    with pytest.raises(RequestMalformed), town.db.begin() as tx:
        save_audit(tx, SaveAudit(rows=rows, conditions=conditions), OPERATOR)
