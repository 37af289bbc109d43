"""`machiken voucher counts`: looking at vouchers, which changes nothing."""

from machiken.contracts.redemption import VoucherCountsQuery, verbs
from machiken.ids import IssuerCode
from services.gateway.cli.answering import as_json, issuer, language, show
from services.gateway.cli.operator import operator
from services.gateway.cli.voucher import voucher
from services.gateway.sentences import word

__all__ = ["voucher"]


@voucher.command("counts")
@issuer
@as_json
def counts(issuer_code: str, *, as_json: bool) -> None:
    """Count the vouchers by what became of them."""
    query = VoucherCountsQuery(issuer_code=IssuerCode(issuer_code))
    counted = operator().call(verbs.VOUCHER_COUNTS, query)
    lines = [
        f"{each.count:>10,}  {each.left.amount:>14,}  {_word(each.state)}"
        for each in counted.states
    ]
    show(counted, lines, to_machine=as_json)


def _word(state: str) -> str:
    return word(f"voucher.{state}", language())
