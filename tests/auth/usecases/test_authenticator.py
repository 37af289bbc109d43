"""Adding an app and removing it again: by its owner, or by who looks after him."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from machiken.contracts.actor import Role
from machiken.contracts.auth import (
    AccountUnknown,
    AuthenticatorExpired,
    AuthenticatorNotConfirmed,
    AuthenticatorOnAlready,
    ConfirmAuthenticator,
    SessionUnknown,
    SignInExpired,
    Site,
)
from machiken.contracts.bus import NotAllowed
from services.auth.store.tables import AUTHENTICATOR, RECOVERY_CODE
from services.auth.usecases.authenticator import (
    confirm_authenticator,
    show_authenticator,
)
from tests.auth.apps import (
    add_app,
    begin_app,
    remove_app,
    remove_own_app,
    shown,
)
from tests.auth.people import PHONE, actor_of
from tests.auth.town import OPERATOR, Town, at_once

CLERK = replace(OPERATOR, role=Role.OFFICE_CLERK)


def _news(town: Town) -> list[str]:
    return [each["news"] for each in town.told("account_touched")]


def _confirm(town: Town, secret: str, digits: str) -> tuple[str, ...]:
    wanted = ConfirmAuthenticator(session_secret=secret, digits=digits, origin=PHONE)
    with town.db.begin() as tx:
        actor = actor_of(town, secret)
        return confirm_authenticator(tx, wanted, actor, town.keys).recovery_codes


def test_an_app_counts_once_its_first_digits_were_typed(
    town: Town, password: str
) -> None:
    secret = town.sign_in(password)
    begun = begin_app(town, actor_of(town, secret))
    with town.db.begin() as tx:
        before = show_authenticator(tx, actor_of(town, secret))

    codes = _confirm(town, secret, shown(begun.secret))

    with town.db.begin() as tx:
        after = show_authenticator(tx, actor_of(town, secret))
    assert before.since is None
    assert before.may_begin
    assert after.since is not None
    assert after.codes_left == len(codes) == 8
    assert "authenticator_added" in town.happenings()
    assert _news(town) == ["authenticator_added"]


def test_the_same_secret_is_shown_again_while_it_waits(
    town: Town, password: str
) -> None:
    actor = actor_of(town, town.sign_in(password))
    first = begin_app(town, actor)

    assert begin_app(town, actor) == first
    town.move_clock(timedelta(minutes=10))
    assert begin_app(town, actor).secret != first.secret


def test_wrong_first_digits_and_late_ones_add_nothing(
    town: Town, password: str
) -> None:
    secret = town.sign_in(password)
    begun = begin_app(town, actor_of(town, secret))
    with pytest.raises(AuthenticatorNotConfirmed):
        _confirm(town, secret, shown(begun.secret, steps=5))

    town.move_clock(timedelta(minutes=10))
    with pytest.raises(AuthenticatorExpired):
        _confirm(town, secret, shown(begun.secret))

    assert not town.begin(password).by_authenticator


def test_who_has_an_app_can_neither_begin_nor_confirm_another(
    town: Town, password: str
) -> None:
    secret = town.sign_in(password)
    app = add_app(town, secret)

    with pytest.raises(AuthenticatorOnAlready):
        begin_app(town, actor_of(town, secret))
    with pytest.raises(AuthenticatorOnAlready):
        _confirm(town, secret, app.digits())


def test_an_app_ends_other_sessions_and_voids_the_number_that_was_mailed(
    town: Town, password: str
) -> None:
    elsewhere = town.sign_in(password)
    here = town.sign_in(password)
    begun, number = town.begin(password), town.mailed_number()

    add_app(town, here)

    assert town.resume(here).login_id == "hanako"
    with pytest.raises(SessionUnknown):
        town.resume(elsewhere)
    with pytest.raises(SignInExpired):
        town.finish(begun.sign_in_secret, number)


def test_its_owner_removes_it_and_numbers_are_mailed_again(
    town: Town, password: str
) -> None:
    here = town.sign_in(password)
    add_app(town, here)

    remove_own_app(town, here)

    assert not town.begin(password).by_authenticator
    assert town.rows(AUTHENTICATOR) == town.rows(RECOVERY_CODE) == []
    assert town.happenings().count("authenticator_removed") == 1
    assert _news(town) == ["authenticator_added", "authenticator_removed"]


def test_a_clerk_removes_the_app_of_a_shop_and_its_sessions_end(
    town: Town, password: str
) -> None:
    here = town.sign_in(password)
    add_app(town, here)

    remove_app(town, CLERK)

    with pytest.raises(SessionUnknown):
        town.resume(here)
    assert not town.begin(password).by_authenticator
    assert [each["actor_role"] for each in town.audit()][-2] == "office_clerk"


def test_the_app_of_a_colleague_is_the_administrators_to_remove(town: Town) -> None:
    with pytest.raises(NotAllowed):
        remove_app(town, CLERK, site=Site.OFFICE, login_id="clerk")

    remove_app(town, OPERATOR, site=Site.OFFICE, login_id="clerk")
    with pytest.raises(AccountUnknown):
        remove_app(town, OPERATOR, site=Site.OFFICE, login_id="nobody")


def test_removing_what_is_not_there_tells_nobody(town: Town, password: str) -> None:
    town.sign_in(password)

    remove_app(town)

    assert "authenticator_removed" not in town.happenings()
    assert _news(town) == []


def test_no_table_holds_the_secret_nor_a_code(town: Town, password: str) -> None:
    app = add_app(town, town.sign_in(password))

    texts = list(_texts(town))

    assert not [text for text in texts if app.secret in text]
    for code in app.codes:
        plain = code.replace("-", "")
        assert not [text for text in texts if plain in text or code in text]


def test_ten_who_confirm_at_once_are_given_one_set_of_codes(
    town: Town, password: str
) -> None:
    secret = town.sign_in(password)
    digits = shown(begin_app(town, actor_of(town, secret)).secret)

    def confirm(_: int) -> tuple[str, ...]:
        try:
            return _confirm(town, secret, digits)
        except AuthenticatorOnAlready:
            return ()

    given = [codes for codes in at_once(10, confirm) if codes]

    assert len(given) == 1
    assert len(town.rows(RECOVERY_CODE)) == 8


def _texts(town: Town) -> Iterator[str]:
    for _, row in town.everything():
        for value in row.values():
            yield value.hex() if isinstance(value, bytes) else str(value)
