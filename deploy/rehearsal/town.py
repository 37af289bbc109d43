"""The made-up town: a campaign with the manual's calendar, its shops and its office."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from machiken.contracts.actor import Role
from machiken.contracts.redemption import CampaignRules
from machiken.contracts.settlement import AccountKind, BankAccount
from machiken.ids import IssuerCode, MerchantCode
from machiken.money import Yen

ISSUER: Final = IssuerCode("KNMYOKO26")
VOUCHERS: Final = 300
SAMPLES: Final = 10
FIRST_DEADLINE: Final = date(2026, 4, 30)
SECOND_DEADLINE: Final = date(2026, 5, 18)
CONSIGNOR: Final = "0012345678"
HEADER: Final = (
    *("加盟店コード", "加盟店名", "会社コード", "会社名", "申込日"),
    *("権限", "氏名", "ログインID", "メールアドレス"),
)

RULES: Final = CampaignRules(
    issuer_code=ISSUER,
    name="まちの木プレミアム商品券2026（予行）",
    issuer_name="木ノ町",
    voucher_prefix="KY",
    face_value=Yen(1000),
    unit=Yen(1000),
    limit=Yen(100000),
    vouchers_max=100,
    use_first_on=date(2026, 6, 24),
    use_last_on=date(2026, 10, 31),
    redeem_first_on=date(2026, 6, 24),
    redeem_last_on=date(2026, 11, 30),
    recruit_first_on=date(2026, 4, 17),
    recruit_deadlines=(FIRST_DEADLINE, SECOND_DEADLINE),
    mail_from="no-reply@kinomachi.example",
    contact="木ノ町プレミアム商品券事務局 電話 0000-00-0000（平日 8:30〜17:30）",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Merchant:
    """A made-up shop and the person at its till."""

    code: MerchantCode
    name: str
    company_code: str
    company_name: str
    applied_on: date
    person: str
    login_id: str
    holder: str
    """The account's holder, in kana."""

    @property
    def email(self) -> str:
        """Where this person's mails go."""
        return f"{self.login_id}@yoko.kinomachi.example"

    @property
    def row(self) -> tuple[str, ...]:
        """The shop's row in the list of applications."""
        shop = (self.code, self.name, self.company_code, self.company_name)
        who = ("代表者", self.person, self.login_id, self.email)
        return (*shop, self.applied_on.isoformat(), *who)

    @property
    def account(self) -> BankAccount:
        """The account to which the shop is paid."""
        return account(f"12345{self.code[1:]}", self.holder)


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """A made-up member of the office."""

    login_id: str
    name: str
    role: Role

    @property
    def email(self) -> str:
        """Where this person's mails go."""
        return f"{self.login_id}@yoko.kinomachi.example"


MERCHANTS: Final = (
    Merchant(
        code=MerchantCode("y01"),
        name="角屋食料品店",
        company_code="Y001",
        company_name="有限会社角屋",
        applied_on=date(2026, 4, 20),
        person="木下 花子",
        login_id="y01hanako",
        holder="ユウゲンガイシャカドヤ",
    ),
    Merchant(
        code=MerchantCode("y02"),
        name="森屋書店",
        company_code="Y002",
        company_name="株式会社森屋",
        applied_on=date(2026, 4, 28),
        person="森 桃子",
        login_id="y02momoko",
        holder="カブシキガイシャモリヤ",
    ),
    Merchant(
        code=MerchantCode("y03"),
        name="花のもり",
        company_code="Y003",
        company_name="花森商店",
        applied_on=date(2026, 5, 12),
        person="花森 咲",
        login_id="y03saki",
        holder="ハナモリシヨウテン",
    ),
)
CLERK: Final = Officer(login_id="yoko-tanto", name="担当 桜", role=Role.OFFICE_CLERK)
APPROVER: Final = Officer(
    login_id="yoko-shonin", name="承認 楓", role=Role.OFFICE_APPROVER
)


def window(number: int) -> list[Merchant]:
    """Return the shops that applied within a recruitment window: 1 or 2."""
    early = [each for each in MERCHANTS if each.applied_on <= FIRST_DEADLINE]
    late = [each for each in MERCHANTS if each.applied_on > FIRST_DEADLINE]
    return early if number == 1 else late


def applications(merchants: Iterable[Merchant]) -> bytes:
    """Return the list of their applications, as the office's file."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([HEADER, *(each.row for each in merchants)])
    return text.getvalue().encode("utf-8-sig")


def account(number: str, holder: str) -> BankAccount:
    """Return an account at a made-up branch."""
    return BankAccount(
        bank_code="0001",
        branch_code="001",
        kind=AccountKind.ORDINARY,
        number=number,
        holder=holder,
    )
