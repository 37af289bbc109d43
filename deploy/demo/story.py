"""The main job, step by step, as an outside client sees it."""

import csv
import io
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from deploy.demo import town
from deploy.demo.browser import Page
from deploy.demo.keeping import keep, recall
from deploy.demo.mails import Mailbox, after_word
from deploy.demo.operator import Operator
from deploy.demo.paper import papers
from deploy.demo.portal import Portal
from deploy.demo.shop import Shop, payment_no
from deploy.local.stack import Stack
from machiken.town_time import TOWN_TIME

READ = 3


def main(stack: Stack) -> int:
    """Play the main job on a running stack; return 0, or raise what went wrong."""
    Story(stack).play()
    return 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """Vouchers as the operator holds them: the print sheet and the code list."""

    sheet: bytes
    codes: list[str]


class Story:
    """The demo town's people, and what they do one after the other."""

    def __init__(self, stack: Stack) -> None:
        """Know where everybody is."""
        self._stack = stack
        self._urls = stack.urls
        self._operator = Operator(stack.environment("operator"))
        self._mailbox = Mailbox(self._urls["MAILBOX_URL"])
        self._today = datetime.now(tz=TOWN_TIME).date()
        self._issuer = town.issuer_code(self._today)
        self._step = 0
        recall(stack)

    def play(self) -> None:
        """Do the main job, printing each step with what came back and its time."""
        print("\nThe main job, as an outside client sees it:\n")
        with self._told("campaign with its half-month calendar") as told:
            told.append(self._apply_campaign())
        with self._told("merchant and representative registered") as told:
            password = self._register(told)
        with self._told(
            f"{town.VOUCHERS} vouchers issued, and their print sheet"
        ) as told:
            issued = self._issue(told)
        with self._told("sign-in: code, login id, password, mailed number") as told:
            shop = self._sign_in(password)
            told.append("the shop's top page")
        receipt = self._redeem_and_refund(shop, issued)
        self._settle(password, receipt)
        samples = self._batch(town.SAMPLES, sample=True)
        keep(self._stack, self._issuer, password, (issued.codes[10:], samples.codes))

    def _apply_campaign(self) -> str:
        with _file(town.campaign_file(self._today)) as path:
            campaign = self._operator.run("campaign", "apply", path)
        ends = [period["last_on"] for period in campaign["periods"]]
        return f"closings {ends[0]} … {ends[-1]}, {len(ends)} half-months"

    def _register(self, told: list[str]) -> str:
        options = [
            word
            for name, value in town.MERCHANT.items()
            for word in (f"--{name}", value)
        ]
        issuer = ("--issuer", self._issuer)
        self._operator.run_once_known("merchant", "register", *issuer, *options)
        self._operator.run(
            "officer",
            "register",
            "--login-id",
            town.OFFICE_LOGIN_ID,
            "--name",
            "事務局 担当",
            "--email",
            town.OFFICE_EMAIL,
            "--role",
            "office_administrator",
        )
        mail = self._mailbox.wait(
            town.EMAIL, lambda mail: "登録完了のお知らせ" in mail["subject"]
        )
        told.append(f"mail 「{mail['subject']}」")
        return after_word(mail, "初期パスワード")

    def _issue(self, told: list[str]) -> Issued:
        issued = self._batch(town.VOUCHERS, sample=False)
        told.append(f"{len(issued.sheet) // 1024} KB of PDF")
        return issued

    def _batch(self, count: int, *, sample: bool) -> Issued:
        words = ["--issuer", self._issuer, "--count", str(count), "--wait-s", "60"]
        batch = self._operator.run(
            "voucher", "issue", *words, *(["--sample"] if sample else [])
        )
        batch_id = batch["batch_id"]
        self._operator.run("voucher", "activate", batch_id)
        with tempfile.TemporaryDirectory() as folder:
            sheet, codes = Path(folder, "sheet.pdf"), Path(folder, "codes.csv")
            self._operator.run("voucher", "sheet", batch_id, "--out", str(sheet))
            self._operator.run("voucher", "codes", batch_id, "--out", str(codes))
            listed = csv.reader(io.StringIO(codes.read_text()))
            return Issued(
                sheet=sheet.read_bytes(), codes=[row[-1] for row in listed if row]
            )

    def _sign_in(self, password: str) -> Shop:
        shop = Shop(self._urls["SHOP_URL"], self._issuer)
        top = shop.sign_in(
            town.MERCHANT_CODE,
            town.LOGIN_ID,
            password,
            mailbox=self._mailbox,
            email=town.EMAIL,
        )
        top.expect(town.MERCHANT["name"]).expect("決済金額入力")
        return shop

    def _redeem_and_refund(self, shop: Shop, issued: Issued) -> Page:
        with self._told("vouchers read by their QR, off the print sheet") as told:
            photos = list(papers(issued.sheet, pages_max=1))[:READ]
            page = shop.begin(READ * 1000)
            for photo in photos[:-1]:
                page = shop.photograph(page, photo.photo)
            page = shop.read(page, photos[-1].code)
            page.expect("決済確認").expect(f"{READ},000 円")
            told.append(f"{READ},000円, by photo and by typing")
        before = self._mailbox.count(town.EMAIL)
        with self._told("決済 → 決済完了") as told:
            receipt = shop.redeem(page).expect("決済完了")
            told.append(payment_no(receipt))
        with self._told("mail of the payment") as told:
            told.append(self._mail("決済完了", before))
        with self._told("balance of a redeemed voucher") as told:
            shop.balance(photos[0].code).expect("0 円分")
            told.append("0円分")
        with self._told("返金 → 返金完了, mail") as told:
            shop.refund(receipt).expect("返金完了")
            told.append(self._mail("返金", before))
        with self._told("redeemed once more, from the same paper") as told:
            page = shop.begin(READ * 1000)
            for photo in photos:
                page = shop.read(page, photo.code)
            again = shop.redeem(page).expect("決済完了")
            told.append(payment_no(again))
        return again

    def _settle(self, password: str, receipt: Page) -> None:
        with self._told("settlement's ledger agrees to the yen") as told:
            verified = self._operator.run("verify", "--settle-s", "30")
            told.append(f"{verified['differences'] or 'no'} difference")
        with self._told("CSV asked for and fetched at the PC") as told:
            basic = (
                self._urls["PORTAL_BASIC_USER"],
                self._urls["PORTAL_BASIC_PASSWORD"],
            )
            portal = Portal(self._urls["PORTAL_URL"], self._issuer, basic)
            portal.sign_in(
                town.COMPANY_CODE,
                town.LOGIN_ID,
                password,
                mailbox=self._mailbox,
                email=town.EMAIL,
            )
            number, file = portal.export(self._today, self._today, "角屋 経理")
            rows = list(csv.reader(io.StringIO(file.decode("cp932"))))
            paid = [row for row in rows if payment_no(receipt) in row]
            assert paid, "the payment stands in the file"
            told.append(f"処理受付番号 {number}, {len(rows) - 1} rows")

    def _mail(self, words: str, before: int) -> str:
        mail = self._mailbox.wait(
            town.EMAIL, lambda mail: words in mail["subject"], after=before
        )
        return f"「{mail['subject']}」"

    @contextmanager
    def _told(self, what: str) -> Iterator[list[str]]:
        self._step += 1
        told: list[str] = []
        start = time.monotonic()
        yield told
        took_s = time.monotonic() - start
        print(
            f"  {self._step:>2}. {what}: {'; '.join(told)}  ({took_s:.2f} s)",
            flush=True,
        )


@contextmanager
def _file(text: str) -> Iterator[str]:
    with tempfile.NamedTemporaryFile("w", suffix=".toml", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        yield file.name
