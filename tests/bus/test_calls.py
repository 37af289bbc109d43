import json
import time
from typing import Any

import pytest

from deploy.local.stack import Stack
from deploy.local.supervision import wait_until
from machiken.actors import Signer
from machiken.bus import names
from machiken.bus.client import OutcomeUnknown, RpcClient
from machiken.contracts.actor import Actor, Role
from machiken.contracts.bus import NotAllowed, NotSignedIn, RequestMalformed
from machiken.contracts.redemption.refusals import VoucherHeld
from machiken.contracts.verbs import Ping, Pong, Verb
from machiken.database import Transactions
from machiken.settings import Secret
from tests.bus.broker import CALLS, Broker
from tests.bus.tally import contracts
from tests.bus.tally.contracts import Said, Say
from tests.bus.tally.process import Tally
from tests.kernel.tables import marked

OPERATOR = Actor(role=Role.OPERATOR, subject="operator")


@pytest.fixture
def operator_token(stack: Stack) -> str:
    key_id, _, key = stack.site.keys["OPERATOR_KEY"].partition("=")
    return Signer(key_id, Secret(key)).token(OPERATOR, service="tally")


def test_a_ping_is_answered(tally: Tally, client: RpcClient) -> None:
    def pinged() -> bool:
        # The first call of a process also connects; a ping has only 2 s for all.
        try:
            return client.call(contracts.PING, Ping()) == Pong(service="tally")
        except OutcomeUnknown:
            return False

    assert tally.is_well()
    wait_until(pinged, 20, "a ping's answer")


@pytest.mark.usefixtures("tally")
def test_a_call_is_carried_out_once_and_answered(
    client: RpcClient, db: Transactions
) -> None:
    answer = client.call(contracts.SAY, Say(word="券"))

    assert answer == Said(word="券", times=1, caller="visitor")
    assert marked(db, "券") == 1


@pytest.mark.usefixtures("tally")
def test_a_refusal_arrives_with_its_facts_and_leaves_nothing_behind(
    client: RpcClient, db: Transactions
) -> None:
    with pytest.raises(VoucherHeld) as caught:
        client.call(contracts.REFUSE, Say(word="1234"))

    assert caught.value.facts == {"code_tail": "1234"}
    assert marked(db, "1234") == 0


def test_a_fault_is_answered_by_a_reference_that_the_log_explains(
    tally: Tally, client: RpcClient, db: Transactions
) -> None:
    with pytest.raises(OutcomeUnknown) as caught:
        client.call(contracts.FAIL, Say(word="x"))

    (line,) = [
        line
        for line in tally.logged("bus.call_failed")
        if line["reference"] == caught.value.reference
    ]
    assert line["verb"] == "fail"
    assert line["exception"][0]["kind"] == "builtins.RuntimeError"
    assert marked(db, "x") == 0


@pytest.mark.usefixtures("tally")
def test_a_fault_says_nothing_else_to_its_caller(broker: Broker) -> None:
    answer = _raw_answer(broker, "fail", {"word": "x"})

    assert list(answer) == ["result", "error"]
    assert list(answer["result"]) == ["faulted"]
    assert list(answer["result"]["faulted"]) == ["reference"]
    assert "street" not in json.dumps(answer)


@pytest.mark.usefixtures("tally")
def test_who_signed_for_the_role_may_call(
    client: RpcClient, operator_token: str
) -> None:
    answer = client.call(contracts.SAY_TO_OPERATOR, Say(word="x"), token=operator_token)

    assert answer.caller == "operator"


def test_another_role_may_not(
    tally: Tally, client: RpcClient, db: Transactions
) -> None:
    with pytest.raises(NotAllowed):
        client.call(contracts.SAY_TO_OPERATOR, Say(word="x"))

    assert marked(db, "x") == 0
    assert tally.logged("bus.not_allowed")[-1]["role"] == "visitor"


@pytest.mark.usefixtures("tally")
@pytest.mark.parametrize("verb", [contracts.SAY, contracts.SAY_TO_OPERATOR])
@pytest.mark.parametrize("token", ["", "hello", "a.b.c"])
def test_a_bad_token_is_refused_even_where_none_is_needed(
    client: RpcClient, db: Transactions, verb: Verb[Say, Said], token: str
) -> None:
    with pytest.raises(NotSignedIn):
        client.call(verb, Say(word="x"), token=token)

    assert marked(db, "x") == 0


@pytest.mark.usefixtures("tally")
def test_a_token_for_another_service_is_refused(
    stack: Stack, client: RpcClient
) -> None:
    key_id, _, key = stack.site.keys["OPERATOR_KEY"].partition("=")
    token = Signer(key_id, Secret(key)).token(OPERATOR, service="auth")

    with pytest.raises(NotSignedIn):
        client.call(contracts.SAY_TO_OPERATOR, Say(word="x"), token=token)


@pytest.mark.usefixtures("tally")
@pytest.mark.parametrize(
    ("wire", "where"),
    [
        ({}, "word"),
        ({"word": 1}, "$.word"),
        ({"word": "x", "tags": ["a", 2]}, "$.tags[1]"),
        ({"word": "x", "after_s": "0"}, "$.after_s"),
        ([], "object"),
        (None, "object"),
        ("x", "object"),
    ],
)
def test_a_malformed_request_is_refused_and_the_place_is_named(
    broker: Broker, wire: object, where: str
) -> None:
    answer = _raw_answer(broker, "say", wire)

    assert answer["result"]["refused"]["code"] == RequestMalformed.code
    assert where in answer["result"]["refused"]["facts"]["where"]


@pytest.mark.usefixtures("tally")
@pytest.mark.parametrize("word", ["\x00", "x\x00y", "\ud800"])
def test_a_text_that_no_column_can_hold_is_malformed_and_no_fault_of_ours(
    client: RpcClient, db: Transactions, word: str
) -> None:
    with pytest.raises(RequestMalformed):
        client.call(contracts.SAY, Say(word=word))

    assert client.call(contracts.SAY, Say(word="next")).times == marked(db, "next")


@pytest.mark.usefixtures("tally")
def test_fields_of_a_newer_caller_are_ignored(broker: Broker) -> None:
    answer = _raw_answer(broker, "say", {"word": "x", "colour": "green"})

    assert answer["result"]["accepted"]["word"] == "x"


def test_a_call_that_nobody_awaits_any_more_is_not_run(
    tally: Tally, broker: Broker, client: RpcClient, db: Transactions
) -> None:
    expired = len(tally.logged("bus.call_expired"))
    late = {"nameko.deadline": int(time.time()) - 1}

    broker.call("say", b'{"args": [{"word": "late"}]}', headers=late)
    wait_until(lambda: len(tally.logged("bus.call_expired")) > expired, 5, "a line")

    client.call(contracts.SAY, Say(word="next"))
    assert marked(db, "late") == 0
    assert broker.depth(names.PARKED) == 0
    assert broker.depth(CALLS) == 0


@pytest.mark.usefixtures("tally")
def test_a_call_without_a_deadline_is_parked(broker: Broker, db: Transactions) -> None:
    broker.call("say", b'{"args": [{"word": "x"}]}', headers={})

    broker.wait_parked(1)
    assert marked(db, "x") == 0


@pytest.mark.usefixtures("tally")
def test_a_verb_that_does_not_exist_is_parked(broker: Broker) -> None:
    broker.call("dance", b'{"args": [{"word": "x"}]}')

    broker.wait_parked(1)


def test_a_lost_database_is_tried_again_within_the_deadline(
    tally: Tally, client: RpcClient, db: Transactions
) -> None:
    before = len(tally.logged("bus.tried_again"))

    answer = client.call(contracts.STUMBLE, Say(word="x"))

    assert answer.times == 1
    assert marked(db, "x:tried") == 3
    assert len(tally.logged("bus.tried_again")) == before + 2


@pytest.mark.usefixtures("tally")
def test_a_database_that_stays_away_is_a_fault_after_three_tries(
    client: RpcClient, db: Transactions
) -> None:
    with pytest.raises(OutcomeUnknown) as caught:
        client.call(contracts.FALL, Say(word="x"))

    assert caught.value.reference is not None
    assert marked(db, "x:tried") == 3


def test_a_call_is_not_tried_again_when_its_time_is_over(
    tally: Tally, client: RpcClient, db: Transactions
) -> None:
    failed = len(tally.logged("bus.call_failed"))
    client.call(contracts.PING, Ping())

    with pytest.raises(OutcomeUnknown):
        client.call(
            contracts.FALL,
            Say(word="x", after_s=0.75),
            before=time.monotonic() + 0.8,  # less than a rest before a try is left
        )

    wait_until(lambda: len(tally.logged("bus.call_failed")) > failed, 5, "its end")
    assert marked(db, "x:tried") == 1


@pytest.mark.usefixtures("tally")
def test_eight_calls_are_carried_out_side_by_side(
    broker: Broker, db: Transactions
) -> None:
    began = time.monotonic()
    for number in range(8):
        body = {"args": [{"word": "slow", "after_s": 0.5, "tags": [str(number)]}]}
        broker.call("say", json.dumps(body).encode())

    wait_until(lambda: marked(db, "slow") == 8, 5, "eight marks")
    assert time.monotonic() - began < 2.5


def _raw_answer(
    broker: Broker, verb: str, wire: object, **properties: Any
) -> dict[str, Any]:
    """Call as somebody who doesn't use our client, and return the answer's body."""
    with broker.channel() as channel:
        mine = channel.queue_declare("", exclusive=True).method.queue
        channel.queue_bind(mine, names.REPLIES, mine)
        body = json.dumps({"args": [wire], "kwargs": {}}).encode()
        broker.call(verb, body, reply_to=mine, **properties)
        for _, described, answer in channel.consume(mine, inactivity_timeout=5):
            assert answer is not None, "no answer came"
            assert described.correlation_id == "1"
            return dict(json.loads(answer))
    raise AssertionError("the consumer ended")
