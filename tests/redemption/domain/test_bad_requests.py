"""What does not fit a request is refused at the door, before any rule is asked."""

from typing import Any
from uuid import UUID

import pytest

from machiken.contracts.redemption import verbs
from machiken.contracts.verbs import Verb
from machiken.contracts.wire import Misfit, from_wire

ID = str(UUID(int=1))
GOOD: list[tuple[Verb[Any, Any], dict[str, Any]]] = [
    (verbs.OPEN_CHECKOUT, {"checkout_id": ID, "target": 1_000}),
    (verbs.READ_VOUCHER, {"checkout_id": ID, "voucher_code": "x"}),
    (verbs.UNDO_READ, {"checkout_id": ID, "position": 1}),
    (verbs.REDEEM_CHECKOUT, {"checkout_id": ID}),
    (verbs.REDEEM_VOUCHERS, {"checkout_id": ID, "voucher_codes": ["x"]}),
    (
        verbs.REFUND_PAYMENT,
        {"refund_id": ID, "checkout_id": ID, "amount": 1_000, "serials": [1]},
    ),
    (verbs.BALANCE, {"voucher_code": "x"}),
    (verbs.FIND_PAYMENTS, {"payment_no": "x", "paid_on": "2026-07-01", "amount": 1}),
    (verbs.SALES, {"first_on": "2026-07-01", "last_on": "2026-07-01"}),
    (verbs.VOUCHER_HISTORY, {"issuer_code": "KNM202601", "serial": 1}),
    (verbs.APPLY_HOLIDAYS, {"holidays": [{"on": "2028-01-01", "name": "元日"}]}),
]
BAD: list[object] = [1.5, True, "1000円", [[]], {"a": 1}, float("nan")]
CASES = [
    (verb, wire | {name: bad})
    for verb, wire in GOOD
    for name, good in wire.items()
    for bad in [*BAD, None]
    if not (isinstance(good, str) and isinstance(bad, str) and good == "x")
    and not (bad is None and verb in {verbs.FIND_PAYMENTS, verbs.VOUCHER_HISTORY})
    and not (isinstance(bad, str) and name == "issuer_code")
]


@pytest.mark.parametrize(("verb", "wire"), GOOD)
def test_what_fits_is_taken(verb: Verb[Any, Any], wire: dict[str, Any]) -> None:
    assert from_wire(verb.request, wire)


@pytest.mark.parametrize(("verb", "wire"), CASES)
def test_what_does_not_fit_is_refused(
    verb: Verb[Any, Any], wire: dict[str, Any]
) -> None:
    with pytest.raises(Misfit):
        from_wire(verb.request, wire)
