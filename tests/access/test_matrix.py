"""Every verb × every role × one's own or another's: who may not is refused.

Asked of the running services over the bus, past all pages. What no row speaks of is
forbidden: a new verb fails here until somebody has thought of its strangers.
"""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final

import pytest

from machiken.contracts.actor import OPERATOR, SHOP, Actor, Role
from machiken.contracts.bus import (
    NotAllowed,
    NotSignedIn,
    PasswordChangeDue,
    ProofStale,
)
from machiken.contracts.verbs import Verb, verbs_of
from machiken.migrate import SERVICES, metadata_of
from machiken.refusals import Refusal
from tests.access.callers import Callers, acting
from tests.access.row import Holds, Row
from tests.access.rows import ROWS
from tests.access.scene import Scene, set_up
from tests.journeys.town import Town

BY_NAME: Final = {f"{row.verb.service}.{row.verb.name}": row for row in ROWS}
RESTLESS: Final = {
    "attempt", "audit", "inbox", "outbox", "puzzle", "rehearsal_clock", "reset",
    "entry", "journal", "letter", "link", "unaddressed",
    *("campaign_count", "day_count", "sign_day"),
}  # fmt: skip
"""Tables that a refused try may leave a trace in, or that move by themselves."""
WATCHED: Final = {
    "auth": set(metadata_of("auth").tables) - RESTLESS,
    "redemption": set(metadata_of("redemption").tables) - RESTLESS,
    "settlement": set(metadata_of("settlement").tables) - RESTLESS,
    "notify": set(metadata_of("notify").tables) - RESTLESS,
}


@pytest.fixture(scope="module")
def scene(town: Town, callers: Callers) -> Scene:
    return set_up(town, callers)


def test_the_table_speaks_of_every_verb() -> None:
    known = {f"{s}.{verb.name}" for s in SERVICES for verb in verbs_of(s)}

    assert set(BY_NAME) == known
    assert len(BY_NAME) == len(ROWS)


@pytest.mark.parametrize("name", BY_NAME)
def test_a_role_that_a_verb_does_not_name_is_refused_on_its_own_things(
    town: Town, callers: Callers, scene: Scene, name: str
) -> None:
    row, before = BY_NAME[name], everything(town)
    request = row.ask(scene)

    for role in sorted(set(Role) - row.verb.roles):
        answer = asked(callers, row.verb, request, acting(scene.owner, role))
        assert isinstance(answer, NotAllowed), (role, answer)

    assert everything(town) == before


@pytest.mark.parametrize("name", BY_NAME)
def test_a_role_that_a_verb_names_gets_nothing_of_anothers(
    town: Town, callers: Callers, scene: Scene, name: str
) -> None:
    row, before = BY_NAME[name], everything(town)

    for role in sorted(row.verb.roles):
        for stranger in strangers(scene, role):
            answer = asked(callers, row.verb, row.ask(scene), acting(stranger, role))
            assert holds(row, answer), (role, answer)

    after = everything(town)
    assert {name for name in after if after[name] != before[name]} <= row.leaves


@pytest.mark.parametrize("name", [n for n, r in BY_NAME.items() if r.verb.proven])
@pytest.mark.parametrize("proven_at", [None, datetime(2026, 1, 1, tzinfo=UTC)])
def test_what_asks_for_a_fresh_proof_is_refused_without_one(
    callers: Callers, scene: Scene, name: str, proven_at: datetime | None
) -> None:
    row = BY_NAME[name]

    for role in sorted(row.verb.roles - OPERATOR):
        till = replace(acting(scene.owner, role), proven_at=proven_at)
        assert isinstance(asked(callers, row.verb, row.ask(scene), till), ProofStale)


@pytest.mark.parametrize("name", BY_NAME)
def test_who_has_an_initial_password_may_change_it_and_nothing_else(
    callers: Callers, scene: Scene, name: str
) -> None:
    row = BY_NAME[name]

    for role in sorted(row.verb.roles - OPERATOR - {Role.VISITOR}):
        till = replace(acting(scene.owner, role), change_due=True)
        answer = asked(callers, row.verb, row.ask(scene), till)
        assert isinstance(answer, PasswordChangeDue) != row.verb.before_change, answer


@pytest.mark.parametrize("name", BY_NAME)
def test_a_token_for_another_service_opens_none(
    callers: Callers, scene: Scene, name: str
) -> None:
    row = BY_NAME[name]
    elsewhere = next(service for service in SERVICES if service != row.verb.service)
    role = min(row.verb.roles - {Role.VISITOR}, default=Role.OPERATOR)

    answer = asked(
        callers, row.verb, row.ask(scene), acting(scene.owner, role), audience=elsewhere
    )

    assert isinstance(answer, NotSignedIn)


def strangers(scene: Scene, role: Role) -> list[Actor]:
    """Return who is a stranger to the owner's things, acting in this role."""
    if role in SHOP:
        return list(scene.strangers)
    # The company of the first stranger is the owner's own.
    return list(scene.strangers[1:])


def asked(
    callers: Callers,
    verb: Verb[Any, Any],
    request: object,
    somebody: Actor,
    *,
    audience: str | None = None,
) -> object:
    """Return the service's answer, be it a refusal."""
    try:
        return callers.call(verb, request, somebody, audience=audience)
    except Refusal as refusal:
        return refusal


def holds(row: Row, answer: object) -> bool:
    """Return whether the answer is the one that the table tells of."""
    allowed = row.said if isinstance(row.said, tuple) else (row.said,)
    return any(_is(each, answer) for each in allowed)


def _is(said: type[Refusal] | Holds, answer: object) -> bool:
    if isinstance(said, type):
        return isinstance(answer, said)
    return not isinstance(answer, Refusal) and said(answer)


def everything(town: Town) -> dict[str, tuple[int, int]]:
    """Return how many rows each watched table has, and a sum over all they say."""
    return {
        f"{service}.{row.name}": (row.rows, row.told)
        for service, tables in WATCHED.items()
        for row in town.rows(service, _sums(tables))
    }


def _sums(tables: set[str]) -> str:
    return " union all ".join(_sum(name) for name in sorted(tables))


def _sum(table: str) -> str:
    told = "coalesce(sum(hashtext(t::text)), 0) as told"
    return f"select '{table}' as name, count(*) as rows, {told} from \"{table}\" t"  # noqa: S608 - our own names
