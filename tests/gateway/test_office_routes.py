"""Every form of the office: proof of origin, the right roles, and a row in an audit."""

import uuid
from dataclasses import dataclass, replace
from typing import Any, Final

import pytest
from flask.testing import FlaskClient

from deploy.local.stack import Stack
from machiken.contracts.actor import OFFICE, Role
from machiken.contracts.auth import Site
from machiken.contracts.verbs import Verb
from machiken.settings import Secret
from services.gateway import sessions
from services.gateway.office import menu
from services.gateway.office.acting import VERB
from tests.auth.usecases import test_join_merchants as joining
from tests.auth.usecases import test_office_acts as looking_after
from tests.auth.usecases import test_officers as offices
from tests.auth.usecases import test_propose_mail_change as moving
from tests.gateway.addresses import path_of
from tests.gateway.conftest import SETTINGS, browser_at
from tests.gateway.pages import csrf_token
from tests.gateway.viewers import viewer
from tests.notify.usecases import test_audit as notify_audit
from tests.redemption.usecases import test_audit as redemption_audit
from tests.settlement.usecases import test_audit as settlement_audit

OWN: Final = {
    *(f"office.{name}" for name in ("prove_password", "prove_mailbox", "prove_again")),
    *(f"office.{name}" for name in ("stay", "sign_out")),
    *(f"office.{name}" for name in ("begin_reset", "prove_reset", "finish_reset")),
    *(f"office.{name}" for name in ("replace_password", "end_own_session")),
    *(f"office.{name}_authenticator" for name in ("begin", "confirm", "remove_own")),
}
"""Coming in, going out and one's own account: auth's tests look after those."""
AUDITED: Final = {
    "auth": set(joining.ACTS)
    | set(looking_after.ACTS)
    | set(offices.ACTS)
    | set(moving.ACTS),
    "notify": set(notify_audit.ACTS),
    "redemption": set(redemption_audit.ACTS),
    "settlement": set(settlement_audit.ACTS),
}
"""By service, the verbs whose tests show that they leave a row in the audit."""
LOOKS: Final = {"audit", "office_search", "preview_campaign", "preview_letters"}
"""Verbs of forms that only look something up, where an address may not carry it."""


@dataclass(frozen=True, kw_only=True)
class Form:
    """One address that takes a form, and what it stands for."""

    endpoint: str
    path: str
    verb: Verb[Any, Any] | None


@pytest.fixture
def office(stack: Stack) -> FlaskClient:
    """Return a browser whose sessions Redis knows, with nobody behind the gateway."""
    url = Secret(stack.site.redis_url)
    return browser_at(replace(SETTINGS, redis_url=url))


def test_every_form_of_the_office_says_which_verb_it_calls(
    browser: FlaskClient,
) -> None:
    nameless = [form.endpoint for form in forms(browser) if form.verb is None]

    assert nameless == []


def test_every_act_of_the_office_leaves_a_row_in_an_audit(browser: FlaskClient) -> None:
    silent = [
        form.endpoint
        for form in forms(browser)
        if form.verb is not None
        and form.verb.name not in LOOKS
        and form.verb.name not in AUDITED.get(form.verb.service, set())
    ]

    assert silent == []


def test_every_form_of_the_office_needs_its_proof_of_origin(
    office: FlaskClient,
) -> None:
    come_in(office, Role.OFFICE_ADMINISTRATOR)
    for form in forms(office):
        response = office.post(form.path, data={})

        assert response.status_code == 400, form.endpoint
        assert "もう一度お試しください" in response.text, form.endpoint


@pytest.mark.parametrize("role", sorted(OFFICE))
def test_every_form_of_the_office_turns_other_roles_away(
    office: FlaskClient, role: Role
) -> None:
    come_in(office, role)
    proof = csrf_token(office.get("/office/password"))
    for form in forms(office):
        if form.verb is None or role in form.verb.roles:
            continue
        response = office.post(form.path, data={"csrf_token": proof})

        assert response.status_code == 403, form.endpoint


@pytest.mark.parametrize("role", sorted(OFFICE))
def test_the_menu_shows_what_the_role_may_call(office: FlaskClient, role: Role) -> None:
    come_in(office, role)

    shown = office.get("/office/password").text

    entries = [entry for _, lines in menu.shown_to(role) for entry in lines]
    assert 'aria-current="page">パスワード変更' in shown
    for entry in entries:
        view = office.application.view_functions[entry.endpoint]
        verb = getattr(view, VERB, None)
        assert f">{entry.label}</a>" in shown
        assert verb is None or entry.roles <= verb.roles


def come_in(browser: FlaskClient, role: Role) -> None:
    """Be signed in to the office in this role, as far as the gateway knows."""
    secret = uuid.uuid4().hex
    with browser.application.app_context():
        sessions.cache().keep(secret, Site.OFFICE, viewer(role))
        browser.set_cookie(sessions.cookie_name(Site.OFFICE), secret)


def forms(browser: FlaskClient) -> list[Form]:
    """Return every address of the office that takes a form, but one's own."""
    app = browser.application
    with app.test_request_context():
        return [
            Form(
                endpoint=rule.endpoint,
                path=path_of(app, rule),
                verb=getattr(app.view_functions[rule.endpoint], VERB, None),
            )
            for rule in app.url_map.iter_rules()
            if "POST" in (rule.methods or ())
            and rule.endpoint.startswith("office.")
            and rule.endpoint not in OWN
        ]
