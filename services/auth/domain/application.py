"""An application (申込) of a merchant, and what can be wrong with it.

Each check yields findings instead of raising: whoever sends a list of merchants is told
everything at once.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from machiken.contracts.actor import SHOP, Role
from machiken.contracts.auth import Applicant, Finding, FindingKind
from machiken.ids import CompanyCode, MerchantCode
from services.auth.domain.recruiting import Recruiting
from services.auth.domain.registration import fits

VALUE_CHARS_MAX: Final = 30
_FORMULA: Final = ("=", "+", "-", "@")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where in a file something stands: its row, and the columns' words by field."""

    row: int = 0
    columns: Mapping[str, str] = field(default_factory=dict)

    def finding(self, field: str, kind: FindingKind, value: str = "") -> Finding:
        """Return that something is wrong in this field here."""
        shown = value if len(value) <= VALUE_CHARS_MAX else value[:29] + "…"
        column = self.columns.get(field, field)
        return Finding(row=self.row, column=column, kind=kind, value=shown)


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """One of the people of an application, and where he is named."""

    person: Applicant
    place: Place


@dataclass(slots=True, kw_only=True)
class Application:
    """A merchant that wants to take part, with its people."""

    merchant_code: MerchantCode
    merchant_name: str
    company_code: CompanyCode
    company_name: str
    applied_on: date
    place: Place
    people: list[Named] = field(default_factory=list)

    @property
    def shop(self) -> tuple[str, str, str, date]:
        """What all rows of one merchant have to say alike."""
        return (
            self.merchant_name,
            self.company_code,
            self.company_name,
            self.applied_on,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is registered or applied for already, as far as a list touches on it."""

    merchant_codes: frozenset[str] = frozenset()
    companies: Mapping[str, str] = field(default_factory=dict)
    """Names of companies by code."""
    people: Mapping[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    """Name and mail by company code and login id."""
    emails: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Company code and login id by mail in lower case."""


def in_one_field(field: str, text: str, place: Place) -> Iterator[Finding]:
    """Yield what is wrong with one text of an application, wherever else it stands."""
    if not text:
        yield place.finding(field, FindingKind.EMPTY)
    elif text.startswith(_FORMULA):
        yield place.finding(field, FindingKind.FORMULA, text)
    elif not fits(field, text):
        long = len(text) > VALUE_CHARS_MAX * 2 and field != "email"
        kind = FindingKind.TOO_LONG if long else FindingKind.MALFORMED
        yield place.finding(field, kind, text)


def in_day(recruiting: Recruiting, day: date, place: Place) -> Iterator[Finding]:
    """Yield where the application came outside of all recruitment windows."""
    if not recruiting.is_open(day):
        yield place.finding("applied_on", FindingKind.DAY_OUTSIDE, day.isoformat())


def in_people(application: Application) -> Iterator[Finding]:
    """Yield where not exactly one represents the merchant, or one is named twice."""
    place = application.place
    representatives = 0
    seen: set[str] = set()
    for named in application.people:
        person = named.person
        representatives += person.role is Role.REPRESENTATIVE
        if person.role not in SHOP:
            yield named.place.finding("role", FindingKind.ROLE_UNKNOWN, person.role)
        if representatives > 1 and person.role is Role.REPRESENTATIVE:
            yield named.place.finding(
                "role", FindingKind.REPRESENTATIVE_TWICE, person.name
            )
        if person.login_id in seen:
            yield named.place.finding(
                "login_id", FindingKind.PERSON_TWICE, person.login_id
            )
        seen.add(person.login_id)
    if representatives == 0:
        code = application.merchant_code
        yield place.finding("role", FindingKind.REPRESENTATIVE_MISSING, code)


class Clashes:
    """Finds what contradicts what is known, and what earlier applications said."""

    def __init__(self, known: Known) -> None:
        """Begin with what is known."""
        self._codes = known.merchant_codes
        self._companies = dict(known.companies)
        self._people = dict(known.people)
        self._emails = dict(known.emails)

    def of(self, application: Application) -> Iterator[Finding]:
        """Yield the application's clashes; from now on it counts as known."""
        place = application.place
        if application.merchant_code in self._codes:
            code = application.merchant_code
            yield place.finding("merchant_code", FindingKind.CODE_TAKEN, code)
        name = application.company_name
        if self._companies.setdefault(application.company_code, name) != name:
            yield place.finding("company_name", FindingKind.COMPANY_DIFFERS, name)
        for named in application.people:
            yield from self._of_person(application.company_code, named)

    def _of_person(self, company_code: str, named: Named) -> Iterator[Finding]:
        person, place = named.person, named.place
        who = (company_code, person.login_id)
        told = (person.name, person.email)
        if self._people.setdefault(who, told) != told:
            yield place.finding("login_id", FindingKind.LOGIN_TAKEN, person.login_id)
        if self._emails.setdefault(person.email.lower(), who) != who:
            yield place.finding("email", FindingKind.MAIL_TAKEN, person.email)
