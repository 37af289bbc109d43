from typing import ClassVar

import pytest

from machiken.contracts.bus import NotAllowed, RequestMalformed
from machiken.contracts.wire import accepted, answer_of, refused
from machiken.refusals import Refusal, UnknownRefusal, refusal_from


@pytest.fixture(autouse=True)
def _own_table(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what is declared here out of the table that other tests read."""
    monkeypatch.setattr(Refusal, "known", dict(Refusal.known))


def test_a_refusal_travels_as_code_and_facts_and_arrives_as_itself() -> None:
    wire = refused(RequestMalformed(where="$.codes[3]"))

    assert wire == {
        "refused": {
            "code": "bus.request_malformed",
            "facts": {"where": "$.codes[3]"},
        }
    }
    with pytest.raises(RequestMalformed) as caught:
        answer_of(dict, wire)
    assert caught.value.facts == {"where": "$.codes[3]"}


def test_an_accepted_answer_is_no_refusal() -> None:
    assert answer_of(dict, accepted({"yes": 1})) == {"yes": 1}


def test_a_refusal_without_its_facts_is_a_mistake_of_ours() -> None:
    with pytest.raises(AssertionError, match="where"):
        RequestMalformed()


def test_a_newer_service_may_add_a_fact() -> None:
    refusal = refusal_from("bus.not_allowed", {"hint": "later"})

    assert isinstance(refusal, NotAllowed)
    assert refusal.facts == {"hint": "later"}


def test_a_code_that_this_process_does_not_know_is_a_fault() -> None:
    with pytest.raises(UnknownRefusal, match=r"tomorrow\.no"):
        refusal_from("tomorrow.no", {})


def test_two_refusals_do_not_share_a_code() -> None:
    class First(Refusal):
        code: ClassVar[str] = "test.no"

    assert Refusal.known["test.no"] is First
    with pytest.raises(AssertionError, match=r"test\.no"):

        class Second(Refusal):
            code: ClassVar[str] = "test.no"


def test_every_refusal_is_named_after_its_owner() -> None:
    assert all("." in code for code in Refusal.known)
