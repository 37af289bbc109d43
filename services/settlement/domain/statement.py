"""A statement (支払明細): what one merchant is owed for a half-month, frozen."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from machiken.ids import CampaignId, CompanyId, MerchantCode, MerchantId, StatementId
from machiken.money import ZERO, Yen, total
from services.settlement.domain.sealed import Sums


@dataclass(frozen=True, slots=True, kw_only=True)
class Cycle:
    """A half-month that was sealed."""

    campaign_id: CampaignId
    issuer_code: str
    first_on: date
    last_on: date
    pay_by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Payee:
    """Whom a statement is for."""

    merchant_id: MerchantId
    merchant_code: MerchantCode
    merchant_name: str
    company_id: CompanyId


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One merchant in one half-month, to the yen."""

    cycle: Cycle
    payee: Payee
    sums: Sums
    adjusted: Yen = ZERO
    carried: Yen = ZERO

    @property
    def statement_id(self) -> StatementId:
        """Return the same id whenever the same statement is made."""
        name = f"{self.cycle.last_on} {self.payee.merchant_id}"
        return StatementId(uuid5(UUID(str(self.cycle.campaign_id)), name))

    @property
    def paid(self) -> Yen:
        """Return the sum of the payments."""
        return Yen(self.sums.paid)

    @property
    def refunded(self) -> Yen:
        """Return the sum of the refunds."""
        return Yen(self.sums.refunded)

    @property
    def net(self) -> Yen:
        """Return payments less refunds, corrected; below 0円 it is carried on."""
        return self.paid - self.refunded + self.adjusted + self.carried

    @property
    def sha256(self) -> str:
        """Return the hash by which any later change shows."""
        said = [
            str(self.cycle.campaign_id),
            self.cycle.issuer_code,
            self.cycle.first_on.isoformat(),
            self.cycle.last_on.isoformat(),
            self.cycle.pay_by.isoformat(),
            str(self.payee.merchant_id),
            self.payee.merchant_code,
            self.payee.merchant_name,
            str(self.payee.company_id),
            *self.sums,
            self.adjusted.amount,
            self.carried.amount,
            self.net.amount,
        ]
        text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


def hash_of(statements: Iterable[Statement]) -> str:
    """Return the hash of a whole closing: of its statements' hashes, by code."""
    ordered = sorted(statements, key=lambda each: each.payee.merchant_code)
    text = "\n".join(each.sha256 for each in ordered)
    return hashlib.sha256(text.encode()).hexdigest()


def net_of(statements: Iterable[Statement]) -> Yen:
    """Return what the town will pay: what lies below 0円 is carried, not paid."""
    return total(each.net for each in statements if each.net > ZERO)
