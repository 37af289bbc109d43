"""Which state of a merchant may follow on which (S-OFF-2): one table, and its uses."""

from collections.abc import Mapping, Sequence
from typing import Final

from machiken.contracts.auth import MerchantState, MerchantStateDiffers

FOLLOWS: Final[Mapping[MerchantState, frozenset[MerchantState]]] = {
    MerchantState.APPLIED: frozenset(
        {MerchantState.CERTIFIED, MerchantState.TURNED_DOWN}
    ),
    MerchantState.TURNED_DOWN: frozenset({MerchantState.APPLIED}),
    MerchantState.CERTIFIED: frozenset({MerchantState.REGISTERED}),
    MerchantState.REGISTERED: frozenset(
        {MerchantState.NOTIFIED, MerchantState.SUSPENDED}
    ),
    MerchantState.NOTIFIED: frozenset({MerchantState.ACTIVE, MerchantState.SUSPENDED}),
    MerchantState.ACTIVE: frozenset({MerchantState.SUSPENDED}),
    MerchantState.SUSPENDED: frozenset(
        {MerchantState.REGISTERED, MerchantState.NOTIFIED, MerchantState.ACTIVE}
    ),
}
"""By state, those that may come next; a suspended merchant returns to where it was."""
HAS_ACCOUNTS: Final = frozenset(
    {
        MerchantState.REGISTERED,
        MerchantState.NOTIFIED,
        MerchantState.ACTIVE,
        MerchantState.SUSPENDED,
    }
)


def refuse_step(present: MerchantState, wanted: MerchantState) -> None:
    """Do nothing where `wanted` may follow. Raises `MerchantStateDiffers`."""
    if wanted not in FOLLOWS[present]:
        raise MerchantStateDiffers(state=f"merchant_{present.value}")


def before_suspension(states: Sequence[MerchantState]) -> MerchantState:
    """Return the state to which a suspended merchant returns, by all it had in turn."""
    earlier = [each for each in states if each is not MerchantState.SUSPENDED]
    return earlier[-1]
