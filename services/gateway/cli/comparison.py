"""Two books side by side, to the yen: what one has and the other lacks."""

from collections.abc import Iterator

from machiken.contracts.verification import MerchantTotal, Verification
from machiken.ids import IssuerCode, MerchantCode

Books = dict[tuple[IssuerCode, MerchantCode], MerchantTotal]


def differences(redeemed: Verification, settled: Verification) -> list[str]:
    """Return every difference, as sentences; none means that the books agree."""
    return [
        *(f"redemption: {each}" for each in redeemed.differences),
        *(f"settlement: {each}" for each in settled.differences),
        *_between(_by_merchant(redeemed), _by_merchant(settled)),
    ]


def _between(redeemed: Books, settled: Books) -> Iterator[str]:
    for key in sorted(redeemed.keys() | settled.keys()):
        ours, theirs = _sums(redeemed.get(key)), _sums(settled.get(key))
        for name in ours:
            if ours[name] != theirs[name]:
                yield (
                    f"{key[0]} {key[1]}: {name} is {ours[name]:,} in redemption"
                    f" and {theirs[name]:,} in settlement"
                )


def _by_merchant(verification: Verification) -> Books:
    return {
        (each.issuer_code, each.merchant_code): each for each in verification.merchants
    }


def _sums(book: MerchantTotal | None) -> dict[str, int]:
    """Return the numbers to compare; a merchant that a book lacks has only zeros."""
    return {
        "payments": book.payments if book else 0,
        "paid": book.paid.amount if book else 0,
        "refunds": book.refunds if book else 0,
        "refunded": book.refunded.amount if book else 0,
    }
