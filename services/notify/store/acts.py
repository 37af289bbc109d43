"""The office's acts on letters, notices and inquiries, for notify's audit."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from machiken.audit import Act, record
from machiken.contracts.actor import Actor
from machiken.contracts.audit import Fact
from machiken.contracts.notify import NotifyAct
from machiken.ids import IssuerCode, NoticeId
from services.notify.store.tables import AUDIT


def note(tx: Session, act: Act, actor: Actor, *, at: datetime) -> None:
    """Write down what the actor did, if and only if `tx` commits."""
    record(tx, AUDIT, act, actor, at=at)


def on_letter(happening: NotifyAct, letter_id: UUID, **facts: Fact) -> Act:
    """Return what was done to a letter."""
    return Act(happening=happening, object=f"letter {letter_id}", facts=facts)


def on_letters(
    happening: NotifyAct, issuer_code: IssuerCode | None, **facts: Fact
) -> Act:
    """Return what was done to the letters of a campaign, or of all."""
    return Act(happening=happening, object=f"letters {issuer_code or '*'}", facts=facts)


def on_notice(happening: NotifyAct, notice_id: NoticeId, **facts: Fact) -> Act:
    """Return what was done to a notice."""
    return Act(happening=happening, object=f"notice {notice_id}", facts=facts)


def on_inquiry(
    happening: NotifyAct, issuer_code: IssuerCode, number: int, **facts: Fact
) -> Act:
    """Return what was done to an inquiry."""
    name = f"inquiry {issuer_code}/{number}"
    return Act(happening=happening, object=name, facts=facts)
