"""A till that reads vouchers itself and redeems them in one step, over `/api`."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

import requests

from deploy.demo.shop import Shop

PATIENCE_S: Final = 20
"""More than any page may take, so that a page that takes longer is seen as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the gateway said, and how long it took."""

    status: int
    body: dict[str, Any]
    took_s: float

    @property
    def is_ok(self) -> bool:
        """Whether the vouchers are redeemed under the id."""
        return self.status == 200

    @property
    def refusal(self) -> str | None:
        """The refusal's stable code, if a rule said no."""
        code: str | None = self.body.get("refusal")
        return code


class Till:
    """One till with the session of a signed-in shop; not for two threads at once."""

    def __init__(self, shop: Shop) -> None:
        """Take over the shop's session, and fetch the proof for changes."""
        self.shop = shop
        self._api = shop.url.removesuffix("/shop/") + "/api"
        self.session = requests.Session()
        self.session.trust_env = False
        self.session.cookies.update(shop.browser.session.cookies)
        who = self._who()
        self.session.headers["X-CSRFToken"] = who["csrf_token"]
        self.merchant_code: str = who["merchant_code"]

    def _who(self) -> dict[str, str]:
        """Return who is signed in, as soon as the town can say it again."""
        until = time.monotonic() + PATIENCE_S
        while True:
            answer = self.session.get(f"{self._api}/session", timeout=PATIENCE_S)
            if answer.ok:
                told: dict[str, str] = answer.json()
                return told
            assert time.monotonic() < until, answer.text
            time.sleep(0.1)

    def redeem(self, checkout_id: UUID, codes: Sequence[str]) -> Answer:
        """Redeem the vouchers under the id. Raises `requests.RequestException`."""
        body = {"checkout_id": str(checkout_id), "voucher_codes": list(codes)}
        return self._ask("POST", "redemptions", body)

    def ask(self, checkout_id: UUID) -> Answer:
        """Ask what became of the id. Raises `requests.RequestException`."""
        return self._ask("GET", f"redemptions/{checkout_id}", None)

    def send(self, body: object) -> Answer:
        """Send any JSON where a redemption is expected."""
        return self._ask("POST", "redemptions", body)

    def close(self) -> None:
        """Close the connection."""
        self.session.close()

    def _ask(self, method: str, path: str, body: object) -> Answer:
        began = time.monotonic()
        answer = self.session.request(
            method, f"{self._api}/{path}", json=body, timeout=PATIENCE_S
        )
        took_s = time.monotonic() - began
        return Answer(status=answer.status_code, body=answer.json(), took_s=took_s)
