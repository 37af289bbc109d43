"""What a row of 監査記録 says: its parts as words, for a page, a CSV, or a terminal."""

from collections.abc import Sequence
from typing import Final

from machiken.contracts.audit import Fact
from machiken.contracts.auth import Happening
from machiken.money import Yen
from machiken.spreadsheets import harmless
from machiken.town_time import TOWN_TIME
from services.gateway.audits import Line
from services.gateway.languages import Language
from services.gateway.sentences import word

COLUMNS: Final = (
    "日時",
    "分野",
    "内容",
    "権限",
    "操作した方",
    "対象",
    "対象の方",
    "場所",
    "詳細",
    "端末",
    "接続元",
    "処理番号",
)
CAMPAIGN_WIDE: Final = "*"
_NAMED_BY: Final = {"area": "area", "happening": "happening", "object_kind": "object"}
_YES_NO: Final = {True: "yes", False: "no"}


def about(line: Line, language: Language = Language.JAPANESE) -> str:
    """Return what it was done to: 「商品券 KNM202601/12」; empty for accounts."""
    kind, _, name = line.about.partition(" ")
    if not kind:
        return ""
    told = word(f"object.{kind}", language)
    return told if name == CAMPAIGN_WIDE else f"{told} {name}"


def detail(line: Line, language: Language = Language.JAPANESE) -> str:
    """Return what the decision was, or why it came to nothing."""
    between = "、" if language is Language.JAPANESE else ", "
    if line.account is None:
        return between.join(
            f"{word(f'fact.{name}', language)}: {_fact(name, value, language)}"
            for name, value in line.facts.items()
        )
    if line.happening == Happening.AUDIT_SAVED:
        told = (each.partition("=") for each in line.account.detail.split("; "))
        return between.join(
            f"{word(f'condition.{name}', language)}: {_chosen(name, value, language)}"
            for name, _, value in told
        )
    return word(line.account.detail, language)


def cells(line: Line) -> Sequence[str]:
    """Return the row's cells for a spreadsheet; none of them is run as a formula."""
    whom = line.account
    told = (
        f"{line.at.astimezone(TOWN_TIME):%Y/%m/%d %H:%M:%S}",
        word(f"area.{line.area}"),
        word(f"happening.{line.happening}"),
        word(line.actor_role),
        line.actor,
        about(line),
        whom.login_id if whom else "",
        _place(line),
        detail(line),
        whom.device if whom else "",
        whom.address if whom else "",
        line.request_id,
    )
    return [harmless(each) for each in told]


def _place(line: Line) -> str:
    if line.account is None:
        return ""
    site = word(line.account.site) if line.account.site else ""
    return f"{site} {line.account.merchant_code}".strip()


def _chosen(name: str, value: str, language: Language) -> str:
    kind = _NAMED_BY.get(name)
    return word(f"{kind}.{value}", language) if kind else value


def _fact(name: str, value: Fact, language: Language) -> str:
    if isinstance(value, bool):
        return word(_YES_NO[value], language)
    if isinstance(value, int) and name.endswith("_yen"):
        return str(Yen(value))
    if name == "kind":
        return word(f"print_file.{value}", language)
    return "" if value is None else str(value)
