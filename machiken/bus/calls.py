"""Doors for calls: a verb's request comes in, its answer or refusal goes out.

A message that is no call is parked. A call whose caller has given up is not run: the
caller was told "unknown" and asks again by the same id. Who calls is proven by the
token in the headers, and whether he may is decided here, before the verb is reached.
"""

import functools
import time
import uuid
from collections.abc import Callable
from typing import Any, TypeVar

import eventlet
import structlog
from kombu import Queue
from nameko.exceptions import ContainerBeingKilled
from nameko.extensions import Entrypoint, ProviderCollector, SharedExtension
from sqlalchemy.exc import DataError

from machiken import request_ids
from machiken.actors import Verifier, refuse_stale
from machiken.bus import names
from machiken.bus.arrival import Call, deadline_of, is_call
from machiken.bus.consumers import SafeQueueConsumer, acknowledge, reject, where
from machiken.bus.replies import Replier
from machiken.contracts.actor import Actor
from machiken.contracts.bus import NotAllowed, PasswordChangeDue, RequestMalformed
from machiken.contracts.verbs import Verb
from machiken.contracts.wire import Misfit, Wire, accepted, from_wire, refused
from machiken.faults import will_pass
from machiken.metrics import CALLS
from machiken.refusals import Refusal

log = structlog.get_logger()

Request = TypeVar("Request")
Answer = TypeVar("Answer")

TRIES_MAX = 3
REST_S = 0.1


class CallsConsumer(SharedExtension, ProviderCollector):
    """Takes the calls to a service off its queue and hands each to its door."""

    queue_consumer = SafeQueueConsumer()
    replier = Replier()

    def setup(self) -> None:
        """Listen on the service's queue, which the topology has declared."""
        service = self.container.service_name
        self.queue = Queue(names.calls_queue(service), no_declare=True)
        config = self.container.config
        self.verifier = Verifier(service, config["ACTOR_PUBLIC_KEYS"])
        self.proof_s: int = config["PROOF_S"]
        self.queue_consumer.register_provider(self)

    def stop(self) -> None:
        """Take no more calls; those that run are waited for by the container."""
        self.queue_consumer.unregister_provider(self)

    def handle_message(self, body: Any, message: Any) -> None:
        """Start the call, or park what is no call, or drop what nobody awaits."""
        deadline = deadline_of(message)
        door = self._door(message)
        if deadline is None or door is None or not is_call(body, message):
            log.warning("bus.not_a_call", **where(message))
            reject(message)
        elif time.time() > deadline:
            CALLS.labels(verb=door.method_name, outcome="expired").observe(0)
            log.info("bus.call_expired", **where(message))
            acknowledge(message)
        else:
            call = Call(body["args"][0], message, deadline, self.verifier)
            call.proof_s = self.proof_s
            door.run(call)

    def _door(self, message: Any) -> "Any":
        verb = message.delivery_info["routing_key"].partition(".")[2]
        return next(
            (each for each in self._providers if each.method_name == verb), None
        )


class CallDoor(Entrypoint):
    """nameko's side of one verb."""

    calls = CallsConsumer()

    def setup(self) -> None:
        """Be found by the consumer."""
        self.calls.register_provider(self)

    def stop(self) -> None:
        """Be found no more."""
        self.calls.unregister_provider(self)

    def run(self, call: Call) -> None:
        """Run the verb in a worker of its own, then answer and acknowledge."""
        try:
            self.container.spawn_worker(
                self,
                (call,),
                {},
                handle_result=functools.partial(self._answer, call.message),
            )
        except ContainerBeingKilled:
            log.info("bus.call_left", **where(call.message))

    def _answer(
        self, message: Any, _context: Any, result: Any, exc_info: Any
    ) -> tuple[Any, Any]:
        self.calls.replier.reply(message, result)
        acknowledge(message)
        return result, exc_info


def answers(
    verb: Verb[Request, Answer],
) -> Callable[[Callable[[Any, Request, Actor], Answer]], Callable[..., Wire]]:
    """Make a method the door of `verb`: it takes (request, actor), returns the answer.

    A refusal becomes an answer. A fault of ours is logged under a reference, and the
    caller gets only that. A fault that passes by itself is tried again in time.
    """

    def decorate(
        method: Callable[[Any, Request, Actor], Answer],
    ) -> Callable[..., Wire]:
        assert method.__name__ == verb.name, f"{method.__name__} is not {verb.name}"

        @functools.wraps(method)
        def door(service: Any, call: Call) -> Wire:
            began = time.perf_counter()
            answer, outcome = _carried_out(
                verb, functools.partial(method, service), call
            )
            took_s = time.perf_counter() - began
            CALLS.labels(verb=verb.name, outcome=outcome).observe(took_s)
            return answer

        door.verb = verb  # type: ignore[attr-defined] # for the tests of the tables
        marked: Callable[..., Wire] = CallDoor.decorator(door)
        return marked

    return decorate


def _carried_out(
    verb: Verb[Any, Any], method: Callable[[Any, Actor], Any], call: Call
) -> tuple[Wire, str]:
    request_ids.bind(call.request_id)
    try:
        actor = _allowed(verb, call.actor(), call.proof_s)
        request = _request(verb, call.wire)
        return accepted(_with_patience(method, request, actor, call.deadline)), "ok"
    except Refusal as refusal:
        return refused(refusal), refusal.code
    except (DataError, UnicodeEncodeError) as error:
        # A value that fits its contract, but no column: NUL or half a character in a
        # text, 2^63 for a number. It is the caller's; its statement changed nothing.
        log.warning(
            "bus.value_out_of_range",
            verb=verb.name,
            kind=type(error).__name__,
        )
        misfit = RequestMalformed(where="$ - a value is out of range")
        return refused(misfit), misfit.code
    except Exception:
        reference = uuid.uuid4().hex[:12]
        log.exception("bus.call_failed", verb=verb.name, reference=reference)
        return {"faulted": {"reference": reference}}, "fault"


def _allowed(verb: Verb[Any, Any], actor: Actor, proof_s: int) -> Actor:
    if actor.role not in verb.roles:
        log.warning("bus.not_allowed", verb=verb.name, role=actor.role.value)
        raise NotAllowed
    if actor.change_due and not verb.before_change:
        raise PasswordChangeDue
    if verb.proven:
        refuse_stale(actor, proof_s)
    return actor


def _request(verb: Verb[Request, Any], wire: Any) -> Request:
    try:
        return from_wire(verb.request, wire)
    except Misfit as misfit:
        # The message quotes no values, only the path and the kinds.
        raise RequestMalformed(where=str(misfit)) from misfit


def _with_patience(
    method: Callable[[Any, Actor], Any], request: Any, actor: Actor, deadline: float
) -> Any:
    for _ in range(TRIES_MAX - 1):
        try:
            return method(request, actor)
        except Exception as error:
            if not will_pass(error) or time.time() + REST_S > deadline:
                raise
            log.warning("bus.tried_again", kind=type(error).__name__)
        eventlet.sleep(REST_S)
    return method(request, actor)
