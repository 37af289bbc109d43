import pytest
from hypothesis import given
from hypothesis import strategies as st

from machiken.contracts.auth import MerchantState, MerchantStateDiffers
from services.auth.domain.merchant_state import (
    FOLLOWS,
    HAS_ACCOUNTS,
    before_suspension,
    refuse_step,
)

STATES = st.sampled_from(MerchantState)
WAY = [
    MerchantState.APPLIED,
    MerchantState.CERTIFIED,
    MerchantState.REGISTERED,
    MerchantState.NOTIFIED,
    MerchantState.ACTIVE,
]


@given(present=STATES, wanted=STATES)
def test_a_step_is_refused_unless_the_table_has_it(
    present: MerchantState, wanted: MerchantState
) -> None:
    if wanted in FOLLOWS[present]:
        refuse_step(present, wanted)
    else:
        with pytest.raises(MerchantStateDiffers) as refused:
            refuse_step(present, wanted)
        assert refused.value.facts == {"state": f"merchant_{present.value}"}


@given(data=st.data())
def test_whoever_has_accounts_keeps_them_and_nobody_skips_a_step(
    data: st.DataObject,
) -> None:
    states = [MerchantState.APPLIED]
    for _ in range(data.draw(st.integers(0, 12))):
        states.append(data.draw(st.sampled_from(sorted(FOLLOWS[states[-1]]))))

    aside = {MerchantState.SUSPENDED, MerchantState.TURNED_DOWN}
    forward = [each for each in states if each not in aside]
    assert forward[0] is MerchantState.APPLIED
    first_seen = list(dict.fromkeys(forward))
    assert first_seen[:2] == WAY[: len(first_seen[:2])]
    had_accounts = False
    for each in states:
        assert not had_accounts or each in HAS_ACCOUNTS
        had_accounts = each in HAS_ACCOUNTS


@given(reached=st.integers(2, 4), times=st.integers(1, 3))
def test_a_suspended_merchant_returns_to_where_it_was(reached: int, times: int) -> None:
    states = [*WAY[: reached + 1]]
    for _ in range(times):
        states.append(MerchantState.SUSPENDED)
        back = before_suspension(states)
        refuse_step(MerchantState.SUSPENDED, back)
        states.append(back)

    assert states[-1] is WAY[reached]
