"""The office's menu: each page adds itself by one line, each role sees its own part."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import Final

from machiken.contracts.actor import OFFICE, Role


class Section(StrEnum):
    """The parts of the menu, in their order."""

    DASHBOARD = "ダッシュボード"
    CAMPAIGNS = "事業"
    MERCHANTS = "加盟店"
    VOUCHERS = "商品券"
    MAIL = "メール"
    NOTICES = "お知らせ"
    INQUIRIES = "お問い合わせ"
    SETTLEMENT = "精算"
    SEARCH = "検索"
    AUDIT = "監査記録"
    FRAUD = "不正の兆候"
    OFFICERS = "事務局職員"
    OWN = "ご自身"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the menu, and who gets to see it."""

    section: Section
    endpoint: str
    label: str
    roles: frozenset[Role]
    place: int
    """Its place within the section; pages are imported in no order to rely on."""
    also: frozenset[str]
    """Pages that belong to the line and don't lie below its address."""


_ORDER: Final = list(Section)
_ENTRIES: Final[list[Entry]] = []


def add(  # noqa: PLR0913 - a line of the menu has so many parts
    section: Section,
    endpoint: str,
    label: str,
    *,
    roles: frozenset[Role] = OFFICE,
    place: int = 50,
    also: frozenset[str] = frozenset(),
) -> None:
    """Put a page into the menu, as `add(Section.SEARCH, "office.search", "検索")`."""
    _ENTRIES.append(
        Entry(
            section=section,
            endpoint=endpoint,
            label=label,
            roles=roles,
            place=place,
            also=also,
        )
    )


def shown_to(role: Role) -> Sequence[tuple[Section, Sequence[Entry]]]:
    """Return the sections that have something for the role, with their lines."""
    mine = sorted(
        lines(role), key=lambda line: (_ORDER.index(line.section), line.place)
    )
    return [
        (section, list(entries))
        for section, entries in groupby(mine, lambda entry: entry.section)
    ]


def lines(role: Role) -> Sequence[Entry]:
    """Return the lines that the role gets to see, in no order."""
    return [entry for entry in _ENTRIES if role in entry.roles]
