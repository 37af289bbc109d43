"""How merchants (加盟店) join: applications, states, and what the office does."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from machiken.contracts.actor import Role
from machiken.contracts.auth.sign_in import EndedSession
from machiken.ids import CompanyCode, IssuerCode, MerchantCode, MerchantId, StaffId

LINES_MAX: Final = 50
"""Merchants on one page of the office's list."""


class MerchantState(StrEnum):
    """How far a merchant has come (S-OFF-2)."""

    APPLIED = "applied"
    """申込: the application is in; nobody can sign in."""
    CERTIFIED = "certified"
    """認定: the town takes it; its papers may be printed."""
    REGISTERED = "registered"
    """登録: its people have accounts, and have not been told."""
    NOTIFIED = "notified"
    """通知済み: the completion mail is on its way (S-CAL-2)."""
    ACTIVE = "active"
    """利用中: somebody has signed in at its till."""
    SUSPENDED = "suspended"
    """停止: nobody signs in for it."""
    TURNED_DOWN = "turned_down"
    """却下: the town doesn't take it; a corrected application may be taken again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    """Somebody whom an application names: an account of the merchant to be."""

    role: Role
    name: str
    login_id: str
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplyMerchant:
    """Take down one application; exactly one of the people represents the merchant."""

    issuer_code: IssuerCode
    merchant_code: MerchantCode
    merchant_name: str
    company_code: CompanyCode
    company_name: str
    applied_on: date
    people: tuple[Applicant, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectApplication:
    """Replace what was taken down of an application, before it is certified.

    One that was turned down is applied for again.
    """

    merchant_id: MerchantId
    merchant_code: MerchantCode
    merchant_name: str
    company_code: CompanyCode
    company_name: str
    applied_on: date
    people: tuple[Applicant, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnDownApplication:
    """Don't take this application; why is written down, and nobody is mailed."""

    merchant_id: MerchantId
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MerchantListQuery:
    """Ask for a campaign's merchants, page by page from 1; empty conditions fit all."""

    issuer_code: IssuerCode
    state: MerchantState | None = None
    window: int | None = None
    text: str = ""
    """A part of a code or a name, of the merchant or its company."""
    page: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class MerchantLine:
    """A merchant as the office's list shows it."""

    merchant_id: MerchantId
    merchant_code: MerchantCode
    merchant_name: str
    company_code: CompanyCode
    company_name: str
    state: MerchantState
    window: int | None
    """The recruitment window (募集回) of its application: 1, 2; None without."""
    applied_on: date | None
    waits: bool
    """Whether its accounts are being made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MerchantList:
    """One page of merchants in order of their codes, and how many there are."""

    lines: tuple[MerchantLine, ...]
    page: int
    pages: int
    by_state: dict[str, int]
    """All merchants of the campaign, whatever was asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MerchantQuery:
    """Ask for one merchant with its people and what became of it."""

    merchant_id: MerchantId


@dataclass(frozen=True, slots=True, kw_only=True)
class MerchantPerson:
    """Somebody of a merchant; `has_account` tells an applicant from a member."""

    role: Role
    name: str
    login_id: str
    email: str
    """In full for whoever may change it, else masked."""
    has_account: bool
    staff_id: StaffId | None = None
    """Of who has an account."""
    has_authenticator: bool = False
    """Whether an app makes the person's numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StateChange:
    """When a merchant came into a state, by whom and why."""

    state: MerchantState
    at: datetime
    actor_role: Role
    actor: str
    """The login id, or the operator's name."""
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MerchantDetail:
    """A merchant with its people, and its states, the latest first."""

    issuer_code: IssuerCode
    line: MerchantLine
    people: tuple[MerchantPerson, ...]
    history: tuple[StateChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CertifyMerchants:
    """Take these applications; those that are beyond it already stay as they are."""

    issuer_code: IssuerCode
    merchant_ids: tuple[MerchantId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterMerchants:
    """Have accounts made for these certified merchants; a worker makes them."""

    issuer_code: IssuerCode
    merchant_ids: tuple[MerchantId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MerchantsMoved:
    """So many merchants were moved on by this call."""

    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SuspendMerchant:
    """Let nobody sign in for the merchant; its sessions end at once."""

    merchant_id: MerchantId
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReinstateMerchant:
    """Let a suspended merchant go on in the state that it had."""

    merchant_id: MerchantId
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MerchantMoved:
    """The merchant is in this state."""

    merchant_id: MerchantId
    state: MerchantState
    ended: tuple[EndedSession, ...] = ()
