"""An account: whether it can be right, and how it is written in the bank's file.

Banks and branches come from the published table (`zengin-code`), which has a date: a
branch opened since is refused until the table is renewed.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from zengin_code import Bank

from machiken.contracts.settlement import AccountKind, AccountOff, BankAccount
from services.settlement.domain.narrow_kana import NotNarrow, narrowed

HOLDER_MAX: Final = 30
BANK_NAME_MAX: Final = 15
NUMBER_DIGITS: Final = 7
TAIL_DIGITS: Final = 3

_PARTIES_ONLY: Final = frozenset("().")
"""Signs that stand in people's and companies' names, never in banks'."""
_BANK_CODE: Final = re.compile(r"[0-9]{4}")
_BRANCH_CODE: Final = re.compile(r"[0-9]{3}")
_NUMBER: Final = re.compile(r"[0-9]{1,7}")
_CONSIGNOR: Final = re.compile(r"[0-9]{10}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An account that can be right; names in narrow kana unless they say otherwise."""

    bank_code: str
    bank_name: str
    """As people write it."""
    bank_kana: str
    branch_code: str
    branch_name: str
    branch_kana: str
    kind: AccountKind
    number: str
    holder: str

    @property
    def number_tail(self) -> str:
        """Return as much of the number as may be shown."""
        return self.number[-TAIL_DIGITS:]

    def __repr__(self) -> str:
        """Show that there is an account, not which."""
        return "Account(…)"


def checked(typed: BankAccount) -> Account:
    """Return the account as the bank writes it. Raises `AccountOff` with the field."""
    bank_code = _digits(typed.bank_code, _BANK_CODE, "bank_code")
    branch_code = _digits(typed.branch_code, _BRANCH_CODE, "branch_code")
    number = _digits(typed.number, _NUMBER, "account_number")
    bank = Bank.all.get(bank_code)
    if bank is None:
        raise AccountOff(field="bank_code", why="unknown")
    branch = bank.branches.get(branch_code)
    if branch is None:
        raise AccountOff(field="branch_code", why="unknown")
    return Account(
        bank_code=bank_code,
        bank_name=bank.name,
        bank_kana=_name(bank.kana),
        branch_code=branch_code,
        branch_name=branch.name,
        branch_kana=_name(branch.kana),
        kind=typed.kind,
        number=number.zfill(NUMBER_DIGITS),
        holder=holder(typed.holder, HOLDER_MAX),
    )


def holder(typed: str, chars_max: int) -> str:
    """Return a holder's name in narrow kana. Raises `AccountOff`; never cuts."""
    try:
        name = narrowed(typed)
    except NotNarrow as found:
        raise AccountOff(field="holder", why=f"「{found.character}」") from found
    if not name:
        raise AccountOff(field="holder", why="empty")
    if len(name) > chars_max:
        raise AccountOff(field="holder", why="too_long")
    return name


def consignor(typed: str) -> str:
    """Return a 委託者コード. Raises `AccountOff`."""
    return _digits(typed, _CONSIGNOR, "consignor_code")


def paying(account: Account) -> Account:
    """Return the account if a town may pay from it. Raises `AccountOff`.

    The file's header knows no 貯蓄.
    """
    if account.kind is AccountKind.SAVINGS:
        raise AccountOff(field="account_kind", why="payer_kind")
    return account


def usable_from(earlier: Account | None, approved_on: date) -> date | None:
    """Return the cool-down's end: half-months that begin on it or later are paid so.

    None for a first account: nobody was paid elsewhere before.
    """
    return None if earlier is None else date.fromordinal(approved_on.toordinal() + 1)


def _digits(typed: str, shape: re.Pattern[str], field: str) -> str:
    straight = unicodedata.normalize("NFKC", typed).strip()
    if not shape.fullmatch(straight) or not straight.isascii():
        raise AccountOff(field=field, why="digits")
    return straight


@lru_cache(maxsize=4096)
def _name(kana: str) -> str:
    """Return a bank's or branch's name as its field takes it: 15 bytes, few signs.

    Codes decide, names are an aid: none is better than half of one.
    """
    try:
        name = narrowed(kana)
    except NotNarrow:
        return ""
    fits = len(name) <= BANK_NAME_MAX and _PARTIES_ONLY.isdisjoint(name)
    return name if fits else ""
