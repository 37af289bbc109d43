"""How people change, forget and get back their passwords, as auth's doors do it."""

from dataclasses import replace
from typing import Any, Final

from machiken.contracts.actor import Actor
from machiken.contracts.auth import (
    BeginReset,
    ChangePassword,
    FinishReset,
    PasswordChanged,
    ProveReset,
    ReissuePassword,
    ResetBegun,
)
from services.auth.domain import initial_password
from services.auth.domain.password import PasswordRule
from services.auth.usecases import change_password as changing
from services.auth.usecases import finish_reset as resetting
from services.auth.usecases.begin_reset import begin_reset
from services.auth.usecases.change_password import change_password, open_change
from services.auth.usecases.finish_reset import finish_reset, open_finish
from services.auth.usecases.outcome import told
from services.auth.usecases.prove_reset import prove_reset
from services.auth.usecases.reissue_password import reissue_password
from tests.auth.town import HOME, OPERATOR, Town, at_till

MANUAL: Final = PasswordRule.MANUAL


def change(
    town: Town,
    secret: str,
    old: str,
    new: str,
    *,
    rule: PasswordRule = MANUAL,
) -> PasswordChanged:
    """Change a password, signed in by `secret`."""
    request = ChangePassword(
        session_secret=secret, password=old, new_password=new, address=HOME
    )
    tokens = town.resume(secret).tokens
    actor = town.verifier("auth").actor(tokens["auth"])
    with town.db.begin() as tx:
        change = open_change(tx, request, actor, town.keys)
    new_one = changing.chosen(request, change, rule)
    with town.db.begin() as tx:
        outcome = change_password(tx, request, actor, change, new_one)
    return told(outcome)


def forget(town: Town, **changes: Any) -> ResetBegun:
    """Begin to reset the representative's password, or whose the changes say."""
    till = at_till("")
    claimed = BeginReset(
        site=till.site,
        issuer_code=till.issuer_code,
        code=till.code,
        login_id=till.login_id,
        address=HOME,
    )
    with town.db.begin() as tx:
        return begin_reset(tx, replace(claimed, **changes), town.keys)


def prove(town: Town, secret: str, code: str) -> None:
    """Type the mailed code."""
    request = ProveReset(reset_secret=secret, reset_code=code, address=HOME)
    with town.db.begin() as tx:
        outcome = prove_reset(tx, request, town.keys)
    told(outcome)


def reset(town: Town, secret: str, new: str) -> PasswordChanged:
    """Choose the new password."""
    request = FinishReset(reset_secret=secret, new_password=new, address=HOME)
    with town.db.begin() as tx:
        replacement = open_finish(tx, request)
    new_one = resetting.chosen(request, replacement, MANUAL)
    with town.db.begin() as tx:
        return finish_reset(tx, request, new_one)


def reissue(town: Town, actor: Actor = OPERATOR, **changes: Any) -> None:
    """Send the representative a new initial password, or whom the changes say."""
    till = at_till("")
    wanted = ReissuePassword(
        site=till.site,
        issuer_code=till.issuer_code,
        code=till.code,
        login_id=till.login_id,
    )
    initial = initial_password.invent(town.keys.letters)
    with town.db.begin() as tx:
        reissue_password(tx, replace(wanted, **changes), actor, initial)
