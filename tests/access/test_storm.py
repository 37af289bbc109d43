"""A storm of passwords at auth itself, as if the gateway had let all of it through."""

import threading
from collections import Counter
from typing import Final
from uuid import uuid4

from machiken.contracts.actor import NOBODY
from machiken.contracts.auth import (
    BeginSignIn,
    ResumeSession,
    SessionView,
    SignInFailed,
    Site,
    verbs,
)
from machiken.contracts.bus import Busy
from machiken.refusals import Refusal
from tests.access.callers import Callers
from tests.journeys.at_once import at_once
from tests.journeys.people import KADOYA
from tests.journeys.town import Town

STORMING: Final = 24
EACH: Final = 12


def test_a_storm_is_refused_uncounted_and_the_signed_in_go_on(
    town: Town, callers: Callers
) -> None:
    till = town.shop(KADOYA)
    secret = till.browser.session.cookies["machiken-shop"]
    before, over, seen = town.count("auth", "attempt"), threading.Event(), []

    def goes_on() -> None:
        asked = ResumeSession(session_secret=secret, site=Site.SHOP)
        while not over.is_set():
            seen.append(callers.call(verbs.RESUME_SESSION, asked, NOBODY))

    shop = threading.Thread(target=goes_on)
    shop.start()
    answers = Counter(
        answer
        for some in at_once([lambda: _stuffed(town, callers)] * STORMING)
        for answer in some
    )
    over.set()
    shop.join()

    assert set(answers) == {SignInFailed, Busy}
    assert town.count("auth", "attempt") - before == answers[SignInFailed]
    assert seen
    assert all(isinstance(each, SessionView) for each in seen)


def _stuffed(town: Town, callers: Callers) -> list[type[Refusal]]:
    said: list[type[Refusal]] = []
    for _ in range(EACH):
        pair = BeginSignIn(
            site=Site.SHOP,
            issuer_code=town.rules.issuer_code,
            code=KADOYA.code,
            login_id=f"stuffed-{uuid4().hex[:8]}",
            password="Stolen-1234",
            address="192.0.2.7",
        )
        try:
            callers.call(verbs.BEGIN_SIGN_IN, pair, NOBODY)
        except Refusal as refusal:
            said.append(type(refusal))
    return said
