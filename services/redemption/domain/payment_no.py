"""決済ID: 34 characters that name a payment on screen, in mails and in the CSV."""

from datetime import date
from typing import Final

from machiken.ids import IssuerCode, MerchantCode, PaymentNo

LENGTH: Final = 34
_NUMBER_DIGITS: Final = 14
_PRACTICE: Final = "R"
"""練習: where a payment has a digit, so that the two can't be taken for each other."""


def payment_no(
    issuer_code: IssuerCode, merchant_code: MerchantCode, paid_on: date, number: int
) -> PaymentNo:
    """Return issuer code, merchant code, YYYYMMDD and number in one (S-RED-7)."""
    text = f"{issuer_code}{merchant_code}{paid_on:%Y%m%d}{number:0{_NUMBER_DIGITS}d}"
    assert len(text) == LENGTH, f"{text} is not {LENGTH} characters long"
    return PaymentNo(text)


def practice_no(
    issuer_code: IssuerCode,
    merchant_code: MerchantCode,
    practised_on: date,
    number: int,
) -> PaymentNo:
    """Return what stands on a practice receipt: as long, but never a payment's."""
    real = payment_no(issuer_code, merchant_code, practised_on, number)
    head = LENGTH - _NUMBER_DIGITS
    return PaymentNo(f"{real[:head]}{_PRACTICE}{real[head + 1 :]}")


def read_payment_no(text: str) -> PaymentNo | None:
    """Return the payment number that somebody typed, with or without spaces, or None.

    A voucher's code is shorter, a serial is no code.
    """
    closed = "".join(text.split())
    numbered = closed[12:].isascii() and closed[12:].isdigit()
    return PaymentNo(closed) if len(closed) == LENGTH and numbered else None
