"""The town that is measured: its vouchers, and the tills of its merchants."""

import csv
import io
import tempfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from bench.load import BASKET, Till
from deploy.demo import town
from deploy.demo.mails import Mailbox, after_word
from deploy.demo.operator import Operator
from deploy.demo.shop import Shop
from deploy.local.stack import Stack
from machiken.town_time import TOWN_TIME

MERCHANTS: Final = 8
BATCH: Final = 25_000
"""Above what gets a print sheet: nobody needs it here."""


class Town:
    """A campaign, eight merchants, and as many vouchers as are asked for."""

    def __init__(self, stack: Stack) -> None:
        """Set the campaign up, and register the merchants."""
        self._stack = stack
        self._operator = Operator(stack.environment("operator"))
        self._mailbox = Mailbox(stack.urls["MAILBOX_URL"])
        today = datetime.now(tz=TOWN_TIME).date()
        self.issuer = town.issuer_code(today)
        with tempfile.NamedTemporaryFile("w", suffix=".toml", encoding="utf-8") as file:
            file.write(town.campaign_file(today))
            file.flush()
            applied = self._operator.run("campaign", "apply", file.name)
        self.campaign_id: str = applied["campaign_id"]
        self.codes = [f"q{number:02}" for number in range(MERCHANTS)]
        self._headers = [self._signed_in(code) for code in self.codes]

    def tills(self, count: int) -> list[Till]:
        """Return connections to the gateway, the merchants taking turns."""
        base = self._stack.urls["SHOP_URL"].removesuffix("/shop")
        return [
            Till(f"{base}/api/redemptions", self._headers[number % MERCHANTS])
            for number in range(count)
        ]

    def headers(self, number: int) -> dict[str, str]:
        """Return what a merchant's signed-in browser sends with each request."""
        return self._headers[number]

    def baskets(self, count: int) -> Iterator[Sequence[str]]:
        """Issue vouchers for at least `count` baskets and return them, five each."""
        codes: list[str] = []
        while len(codes) < count * BASKET:
            codes += self._issued()
        starts = range(0, len(codes), BASKET)
        return iter([codes[start : start + BASKET] for start in starts])

    def _issued(self) -> list[str]:
        words = ("--issuer", self.issuer, "--count", str(BATCH), "--wait-s", "120")
        batch = self._operator.run("voucher", "issue", *words)
        self._operator.run("voucher", "activate", batch["batch_id"])
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "codes.csv")
            self._operator.run(
                "voucher", "codes", batch["batch_id"], "--out", str(file)
            )
            return [row[-1] for row in csv.reader(io.StringIO(file.read_text()))]

    def _signed_in(self, code: str) -> dict[str, str]:
        email = f"{code}@bench.kinomachi.example"
        merchant = {
            "code": code,
            "name": f"測定 {code}",
            "company-code": f"B{code}",
            "company-name": f"測定会社 {code}",
            "representative": f"測定 {code}",
            "login-id": f"{code}bench",
            "email": email,
        }
        words = [
            word for item in merchant.items() for word in (f"--{item[0]}", item[1])
        ]
        self._operator.run_once_known(
            "merchant", "register", "--issuer", self.issuer, *words
        )
        mail = self._mailbox.wait(email, lambda mail: "登録完了" in mail["subject"])
        shop = Shop(self._stack.urls["SHOP_URL"], self.issuer)
        shop.sign_in(
            code,
            merchant["login-id"],
            after_word(mail, "初期パスワード"),
            mailbox=self._mailbox,
            email=email,
        )
        return _headers(shop, self._stack.urls["SHOP_URL"])


def _headers(shop: Shop, url: str) -> dict[str, str]:
    session = shop.browser.session
    told = session.get(f"{url.removesuffix('/shop')}/api/session", timeout=30)
    told.raise_for_status()
    cookies = "; ".join(f"{each.name}={each.value}" for each in session.cookies)
    return {"Cookie": cookies, "X-CSRFToken": told.json()["csrf_token"]}
