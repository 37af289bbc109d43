"""The tally's doors."""

import eventlet
from eventlet.patcher import original
from sqlalchemy import text
from sqlalchemy.orm import Session

from machiken.bus.doors import Database, Heard, answers, hears, injected
from machiken.contracts.actor import Actor
from machiken.contracts.redemption.refusals import VoucherHeld
from machiken.contracts.verbs import Ping, Pong
from machiken.database import Transactions
from tests.bus.tally import contracts
from tests.bus.tally.contracts import Rang, Said, Say
from tests.kernel.tables import INBOX, mark, marks

_OWN_END = text("select pg_terminate_backend(pg_backend_pid())")


class TallyService:
    """Leaves marks."""

    name = contracts.SERVICE
    db: Transactions = injected(Database())

    @answers(contracts.PING)
    def ping(self, request: Ping, actor: Actor) -> Pong:
        """Answer."""
        del request, actor
        return Pong(service=self.name)

    @answers(contracts.SAY)
    def say(self, request: Say, actor: Actor) -> Said:
        """Leave a mark."""
        if request.after_s:
            with self.db.begin() as tx:
                mark(tx, f"{request.word}:begun")
            eventlet.sleep(request.after_s)
        with self.db.begin() as tx:
            return _said(tx, request, actor)

    @answers(contracts.SAY_TO_OPERATOR)
    def say_to_operator(self, request: Say, actor: Actor) -> Said:
        """Leave a mark for the operator."""
        with self.db.begin() as tx:
            return _said(tx, request, actor)

    @answers(contracts.REFUSE)
    def refuse(self, request: Say, actor: Actor) -> Said:
        """Say no."""
        with self.db.begin() as tx:
            _said(tx, request, actor)
            raise VoucherHeld(code_tail=request.word)

    @answers(contracts.FAIL)
    def fail(self, request: Say, actor: Actor) -> Said:
        """Meet a fault."""
        with self.db.begin() as tx:
            _said(tx, request, actor)
            raise RuntimeError("this town has no such street")

    @answers(contracts.STUMBLE)
    def stumble(self, request: Say, actor: Actor) -> Said:
        """Lose the database twice."""
        self._try(request.word, lost_max=2)
        with self.db.begin() as tx:
            return _said(tx, request, actor)

    @answers(contracts.FALL)
    def fall(self, request: Say, actor: Actor) -> Said:
        """Lose the database, always."""
        del actor
        eventlet.sleep(request.after_s)
        self._try(request.word, lost_max=100)
        raise AssertionError("the database was there")

    @answers(contracts.STALL)
    def stall(self, request: Say, actor: Actor) -> Said:
        """Keep everybody waiting."""
        original("time").sleep(request.after_s)
        return Said(word=request.word, times=0, caller=actor.subject)

    @hears(Rang, inbox=INBOX)
    def on_rang(self, tx: Session, heard: Heard[Rang]) -> None:
        """Leave a mark, in the way that is asked for."""
        rang = heard.event
        with self.db.begin() as own:
            mark(own, f"{rang.word}:tried")
        eventlet.sleep(rang.after_s)
        mark(tx, rang.word)
        if rang.how == "badly" and not marks(tx, "repaired"):
            raise RuntimeError("this town has no such street")

    def _try(self, word: str, *, lost_max: int) -> None:
        with self.db.begin() as tx:
            mark(tx, f"{word}:tried")
        with self.db.begin() as tx:
            if marks(tx, f"{word}:tried") <= lost_max:
                tx.execute(_OWN_END)


def _said(tx: Session, request: Say, actor: Actor) -> Said:
    mark(tx, request.word)
    times = marks(tx, request.word)
    return Said(word=request.word, times=times, caller=actor.subject)
