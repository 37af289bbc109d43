"""`machiken merchant apply|correct|turn-down`: single applications, as typed."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any, Final, TypeVar

import click

from machiken.contracts.actor import Role
from machiken.contracts.auth import (
    Applicant,
    ApplyMerchant,
    CorrectApplication,
    MerchantPerson,
    MerchantQuery,
    TurnDownApplication,
    verbs,
)
from machiken.ids import CompanyCode, IssuerCode, MerchantCode
from services.gateway.cli.answering import as_json, issuer, show
from services.gateway.cli.joining import code, ids_of, reason
from services.gateway.cli.merchant import merchant
from services.gateway.cli.operator import operator

DAY: Final = click.DateTime(formats=["%Y-%m-%d"])
PERSON: Final = (str, str, str)
ROLES: Final = {
    "representative": Role.REPRESENTATIVE,
    "manager": Role.MANAGER,
    "staff": Role.STAFF,
}

Command = TypeVar("Command", bound=Callable[..., object])


def people(command: Command) -> Command:
    """Add the options that name an application's people."""
    for name in reversed(ROLES):
        many = name != "representative"
        command = click.option(
            f"--{name}",
            type=PERSON,
            multiple=many,
            metavar="NAME LOGIN_ID MAIL",
            help="More than once for several." if many else "Exactly one.",
        )(command)
    return command


@merchant.command("apply")
@issuer
@code
@click.option("--name", required=True)
@click.option("--company-code", required=True, help="4 characters.")
@click.option("--company-name", required=True)
@click.option("--applied-on", type=DAY, required=True)
@people
@as_json
def apply(issuer_code: str, code: str, *, as_json: bool, **typed: Any) -> None:
    """Take down one application."""
    wanted = ApplyMerchant(
        issuer_code=IssuerCode(issuer_code),
        merchant_code=MerchantCode(code),
        merchant_name=typed["name"],
        company_code=CompanyCode(typed["company_code"]),
        company_name=typed["company_name"],
        applied_on=_day(typed["applied_on"]),
        people=tuple(_named(typed)),
    )
    moved = operator().call(verbs.APPLY_MERCHANT, wanted)
    show(moved, [f"{code}  {moved.state}"], to_machine=as_json)


@merchant.command("correct")
@issuer
@code
@click.option("--new-code", help="3 characters.")
@click.option("--name")
@click.option("--company-code", help="4 characters.")
@click.option("--company-name")
@click.option("--applied-on", type=DAY)
@people
@as_json
def correct(issuer_code: str, code: str, *, as_json: bool, **typed: Any) -> None:
    """Correct an application that is not certified; what is not given stays.

    Who names people names all of them.
    """
    [merchant_id] = ids_of(IssuerCode(issuer_code), [code])
    there = operator().call(verbs.MERCHANT, MerchantQuery(merchant_id=merchant_id))
    line, named = there.line, tuple(_named(typed))
    day = typed["applied_on"]
    wanted = CorrectApplication(
        merchant_id=merchant_id,
        merchant_code=MerchantCode(typed["new_code"] or line.merchant_code),
        merchant_name=typed["name"] or line.merchant_name,
        company_code=CompanyCode(typed["company_code"] or line.company_code),
        company_name=typed["company_name"] or line.company_name,
        applied_on=_day(day) if day else line.applied_on or date.min,
        people=named or tuple(_as_applied(there.people)),
    )
    moved = operator().call(verbs.CORRECT_APPLICATION, wanted)
    show(moved, [f"{wanted.merchant_code}  {moved.state}"], to_machine=as_json)


@merchant.command("turn-down")
@issuer
@code
@reason
@as_json
def turn_down(issuer_code: str, code: str, reason: str, *, as_json: bool) -> None:
    """Don't take an application; nobody is mailed."""
    [merchant_id] = ids_of(IssuerCode(issuer_code), [code])
    wanted = TurnDownApplication(merchant_id=merchant_id, reason=reason)
    moved = operator().call(verbs.TURN_DOWN_APPLICATION, wanted)
    show(moved, [f"{code}  {moved.state}"], to_machine=as_json)


def _day(typed: datetime) -> date:
    """Return the day of what click reads as a moment."""
    return typed.date()


def _named(typed: dict[str, Any]) -> Iterable[Applicant]:
    for option, role in ROLES.items():
        told = typed[option] or ()
        several = told if option != "representative" else [told] if told else []
        for name, login_id, email in several:
            yield Applicant(role=role, name=name, login_id=login_id, email=email)


def _as_applied(people: Iterable[MerchantPerson]) -> Iterable[Applicant]:
    for each in people:
        yield Applicant(
            role=each.role, name=each.name, login_id=each.login_id, email=each.email
        )
