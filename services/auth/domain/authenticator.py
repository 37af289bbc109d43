"""認証アプリ: six digits that a phone makes of a secret and the time (RFC 6238).

In place of the mailed number, for who wants it. A phone's clock may be half a minute
off, either way; a step of time whose digits were taken is not taken again.
"""

import unicodedata
from datetime import datetime, timedelta
from typing import Final

import pyotp
from pyotp.exceptions import OTPVerificationError

LIFE: Final = timedelta(minutes=10)
"""How long a new secret waits for its first digits."""
ISSUER: Final = "Machiken"
_DIGITS: Final = 6
_STEPS_OFF_MAX: Final = 1


def new_secret() -> str:
    """Return a random secret of 160 bits, as apps take it: 32 letters and digits."""
    return pyotp.random_base32()


def address(secret: str, login_id: str, place_name: str) -> str:
    """Return what a phone's camera reads into its app, by the app's own scheme."""
    name = f"{place_name} {login_id}"
    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=ISSUER)


def step_of(secret: str, typed: str, *, at: datetime, after: int | None) -> int | None:
    """Return the step of time whose digits were typed, or None where they are wrong.

    `after` is the last step that was taken: its digits, and all before, are wrong.
    """
    digits = unicodedata.normalize("NFKC", typed).replace(" ", "")
    if not (len(digits) == _DIGITS and digits.isascii() and digits.isdigit()):
        return None
    try:
        step = pyotp.TOTP(secret).verify_and_get_timecode(
            digits, for_time=int(at.timestamp()), valid_window=_STEPS_OFF_MAX
        )
    except OTPVerificationError:
        return None
    return step if after is None or step > after else None
