"""How a registration must be filled in."""

import re
import unicodedata
from dataclasses import replace
from typing import Final

from machiken.contracts.actor import OFFICE
from machiken.contracts.auth import (
    InviteStaff,
    RegisterMerchant,
    RegisterOfficer,
    RegistrationMalformed,
)
from services.auth.domain.mail_address import is_mail_address

NAME_CHARS_MAX: Final = 60
RECRUITMENTS_MAX: Final = 9
_MERCHANT_CODE: Final = re.compile(r"[0-9A-Za-z]{3}")
_COMPANY_CODE: Final = re.compile(r"[0-9A-Za-z]{4}")
_LOGIN_ID: Final = re.compile(r"[0-9A-Za-z_-]{4,20}")
# Controls, invisible formats (they can turn a line's direction), halves of characters,
# somebody's private characters, and line ends: none of them is a part of a name.
_NO_NAME: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})


def checked_merchant(request: RegisterMerchant) -> RegisterMerchant:
    """Return the registration with its names in NFC.

    Raises `RegistrationMalformed` for the first field that is not as it must be.
    """
    _check("merchant_code", _fits(_MERCHANT_CODE, request.merchant_code))
    _check("company_code", _fits(_COMPANY_CODE, request.company_code))
    _check("login_id", _fits(_LOGIN_ID, request.login_id))
    _check("email", is_mail_address(request.email))
    _check("recruitment", 0 <= request.recruitment <= RECRUITMENTS_MAX)
    return replace(
        request,
        merchant_name=_name("merchant_name", request.merchant_name),
        company_name=_name("company_name", request.company_name),
        representative_name=_name("representative_name", request.representative_name),
    )


def checked_officer(request: RegisterOfficer) -> RegisterOfficer:
    """Return the registration with its name in NFC. Raises `RegistrationMalformed`."""
    _check("login_id", _fits(_LOGIN_ID, request.login_id))
    _check("email", is_mail_address(request.email))
    _check("role", request.role in OFFICE)
    return replace(request, name=_name("name", request.name))


def checked_invitation(request: InviteStaff) -> InviteStaff:
    """Return the invitation with its name in NFC. Raises `RegistrationMalformed`."""
    _check("login_id", _fits(_LOGIN_ID, request.login_id))
    _check("email", is_mail_address(request.email))
    return replace(request, name=_name("name", request.name))


def checked_name(text: str) -> str:
    """Return a person's name in NFC. Raises `RegistrationMalformed`."""
    return _name("name", text)


def _name(field: str, text: str) -> str:
    name = unicodedata.normalize("NFC", text)
    _check(field, 0 < len(name) <= NAME_CHARS_MAX and name == name.strip())
    _check(field, not any(unicodedata.category(each) in _NO_NAME for each in name))
    return name


def _fits(form: re.Pattern[str], text: str) -> bool:
    return form.fullmatch(text) is not None


def _check(field: str, is_so: bool) -> None:  # noqa: FBT001 - the one fact there is
    if not is_so:
        raise RegistrationMalformed(field=field)


def fits(field: str, text: str) -> bool:
    """Return whether the text may stand in this field of a registration."""
    match field:
        case "merchant_code":
            return _fits(_MERCHANT_CODE, text)
        case "company_code":
            return _fits(_COMPANY_CODE, text)
        case "login_id":
            return _fits(_LOGIN_ID, text)
        case "email":
            return is_mail_address(text)
        case _:
            return _is_name(text)


def _is_name(text: str) -> bool:
    try:
        _name("", text)
    except RegistrationMalformed:
        return False
    return True
