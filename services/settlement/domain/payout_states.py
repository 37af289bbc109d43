"""The way of a statement's money: one table says which step follows which state.

| from | step | to |
|---|---|---|
| closed 締め済み | approve 承認 | approved |
| approved 承認済み | issue ファイル作成 | issued |
| approved | take back 承認の取消し | closed, waiting for another payout |
| issued 振込手続き中 | pay 入金 | paid |
| issued, paid | return 返却 | returned |
| returned 返却 | approve 承認 | approved, to be paid again |

Only the money takes a step back: what was frozen stays so.
"""

from enum import StrEnum
from typing import Final

from machiken.contracts.settlement import StatementState, StepNotPossible


class Step(StrEnum):
    """What happens to a statement's money."""

    APPROVE = "approve"
    ISSUE = "issue"
    TAKE_BACK = "take_back"
    """The approval is withdrawn before the bank's file is made."""
    PAY = "pay"
    RETURN = "return"


TRANSITIONS: Final = {
    (StatementState.CLOSED, Step.APPROVE): StatementState.APPROVED,
    (StatementState.APPROVED, Step.ISSUE): StatementState.ISSUED,
    (StatementState.APPROVED, Step.TAKE_BACK): StatementState.CLOSED,
    (StatementState.ISSUED, Step.PAY): StatementState.PAID,
    (StatementState.ISSUED, Step.RETURN): StatementState.RETURNED,
    (StatementState.PAID, Step.RETURN): StatementState.RETURNED,
    (StatementState.RETURNED, Step.APPROVE): StatementState.APPROVED,
}
PAYABLE: Final = frozenset(state for state, step in TRANSITIONS if step is Step.APPROVE)
"""States in which a payout may take a statement up."""


def after(state: StatementState, step: Step) -> StatementState:
    """Return the state after the step. Raises `StepNotPossible`."""
    following = TRANSITIONS.get((state, step))
    if following is None:
        raise StepNotPossible(state=state.value)
    return following
