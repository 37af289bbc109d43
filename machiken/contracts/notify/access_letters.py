"""Letters on paper: what goes with the certificate, and the way to the shop's site."""

from dataclasses import dataclass

from machiken.ids import IssuerCode, MerchantCode


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessLetterQuery:
    """Ask for the letter of one merchant."""

    issuer_code: IssuerCode
    merchant_code: MerchantCode


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessLetter:
    """The letter as a PDF, one page of A4; it holds no password."""

    merchant_name: str
    content: bytes
