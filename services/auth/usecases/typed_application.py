"""What somebody typed from an application's paper, checked as a whole."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from machiken.contracts.auth import (
    ApplicationOff,
    ApplyMerchant,
    CorrectApplication,
    Finding,
)
from machiken.ids import CampaignId, MerchantId
from services.auth.domain.application import (
    Application,
    Clashes,
    Named,
    Place,
    in_day,
    in_one_field,
    in_people,
)
from services.auth.domain.recruiting import Recruiting
from services.auth.store import applications, campaigns

Typed = ApplyMerchant | CorrectApplication

_SHOP_FIELDS = ("merchant_code", "merchant_name", "company_code", "company_name")
_PERSON_FIELDS = ("name", "login_id", "email")


def refuse_unreadable(typed: Typed) -> None:
    """Do nothing where each field fits by itself. Raises `ApplicationOff`."""
    for finding in _in_fields(typed):
        _refuse(finding)


def checked(
    tx: Session, campaign_id: CampaignId, typed: Typed, *, but: MerchantId | None = None
) -> tuple[Application, Recruiting]:
    """Return the application, and when the campaign recruits.

    What is known of the merchant `but` does not count. Raises `ApplicationOff` for the
    first finding.
    """
    application = _application(typed)
    recruiting = campaigns.recruiting(tx, campaign_id)
    for finding in (
        *in_day(recruiting, typed.applied_on, application.place),
        *in_people(application),
        *Clashes(applications.known(tx, campaign_id, but=but)).of(application),
    ):
        _refuse(finding)
    return application, recruiting


def _refuse(finding: Finding) -> None:
    raise ApplicationOff(field=finding.column, finding=finding.kind.value)


def _in_fields(typed: Typed) -> Iterator[Finding]:
    place = Place()
    for name in _SHOP_FIELDS:
        yield from in_one_field(name, getattr(typed, name), place)
    for person in typed.people:
        for name in _PERSON_FIELDS:
            yield from in_one_field(name, getattr(person, name), place)


def _application(typed: Typed) -> Application:
    place = Place()
    return Application(
        merchant_code=typed.merchant_code,
        merchant_name=typed.merchant_name,
        company_code=typed.company_code,
        company_name=typed.company_name,
        applied_on=typed.applied_on,
        place=place,
        people=[Named(person=each, place=place) for each in typed.people],
    )
