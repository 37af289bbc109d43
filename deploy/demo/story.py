"""The main job, step by step, as an outside client sees it."""

import csv
import io
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from deploy.demo import town
from deploy.demo.browser import Page
from deploy.demo.issuing import Issued, apply_campaign, is_known, issue
from deploy.demo.keeping import keep, recall
from deploy.demo.mails import Mailbox, after_word
from deploy.demo.operator import Operator
from deploy.demo.paper import papers
from deploy.demo.portal import Portal
from deploy.demo.settling import Settling
from deploy.demo.shop import Shop, payment_no
from deploy.local.stack import Stack
from machiken.town_time import TOWN_TIME

READ = 3


def main(stack: Stack) -> int:
    """Play the main job on a running stack; return 0, or raise what went wrong."""
    Story(stack).play()
    return 0


class Story:
    """The demo town's people, and what they do one after the other."""

    def __init__(self, stack: Stack) -> None:
        """Know where everybody is."""
        self._stack = stack
        self._urls = stack.urls
        self._operator = Operator(stack.environment("operator"))
        self._mailbox = Mailbox(self._urls["MAILBOX_URL"])
        self._now_on = datetime.now(tz=TOWN_TIME).date()
        self._last_on = town.half_month_before(self._now_on)
        self._issuer = town.issuer_code(self._last_on)
        self._is_first = not is_known(self._operator, self._issuer)
        # The first demo is lived in the half-month before, so that it can be closed.
        self._today = self._last_on if self._is_first else self._now_on
        self._step = 0
        recall(stack)

    def play(self) -> None:
        """Do the main job, printing each step with what came back and its time."""
        print("\nThe main job, as an outside client sees it:\n")
        if self._is_first:
            with self._told("the town's clock, moved back for now") as told:
                self._operator.run("clock", "move", f"{self._last_on}T10:00")
                told.append(f"{self._last_on}, the last day of a half-month")
        with self._told("campaign with its half-month calendar") as told:
            told.append(apply_campaign(self._operator, self._today))
        with self._told("merchant and representative registered") as told:
            password = self._register(told)
        with self._told(
            f"{town.VOUCHERS} vouchers issued, and their print sheet"
        ) as told:
            issued = self._issue(told)
        with self._told("sign-in: code, login id, password, mailed number") as told:
            shop = self._sign_in(password)
            shop.change_password(password)
            told.append("the shop's top page")
        receipt = self._redeem_and_refund(shop, issued)
        self._settle(password, receipt)
        samples = issue(self._operator, self._issuer, town.SAMPLES, sample=True)
        keep(self._stack, self._issuer, password, (issued.codes[10:], samples.codes))

    def _register(self, told: list[str]) -> str:
        options = [
            word
            for name, value in town.MERCHANT.items()
            for word in (f"--{name}", value)
        ]
        issuer = ("--issuer", self._issuer)
        self._operator.run_once_known("merchant", "register", *issuer, *options)
        mail = self._mailbox.wait(
            town.EMAIL, lambda mail: "登録完了のお知らせ" in mail["subject"]
        )
        told.append(f"mail 「{mail['subject']}」")
        return after_word(mail, "初期パスワード")

    def _issue(self, told: list[str]) -> Issued:
        issued = issue(self._operator, self._issuer, town.VOUCHERS)
        told.append(f"{len(issued.sheet) // 1024} KB of PDF")
        return issued

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
        settling = Settling(self._stack, self._operator, self._mailbox, self._issuer)
        with self._told("settlement's ledger agrees to the yen") as told:
            verified = self._operator.run("verify", "--settle-s", "30")
            told.append(f"{verified['differences'] or 'no'} difference")
        if self._is_first:
            with self._told("the clock comes back, and the half-month closes") as told:
                self._operator.run("clock", "move", "real")
                told.append(settling.closed(self._last_on))
        portal = self._at_pc(password)
        if self._is_first:
            self._pay(settling, portal)
        with self._told("CSV asked for and fetched at the PC") as told:
            number, file = portal.export(self._today, self._today, "角屋 経理")
            rows = list(csv.reader(io.StringIO(file.decode("cp932"))))
            paid = [row for row in rows if payment_no(receipt) in row]
            assert paid, "the payment stands in the file"
            kept = settling.kept("payments.csv", file)
            told.append(f"処理受付番号 {number}, {len(rows) - 1} rows: {kept}")

    def _pay(self, settling: Settling, portal: Portal) -> None:
        with self._told("the shop's account, asked for by it, approved") as told:
            settling.register_officers()
            told.append(settling.name_accounts(portal))
        with self._told("支払明細書, on the page and on paper") as told:
            told.extend(settling.statement(portal))
        with self._told("振込 prepared by one, approved by another: the file") as told:
            told.extend(settling.pay(self._now_on))

    def _at_pc(self, password: str) -> Portal:
        urls = self._urls
        basic = (urls["PORTAL_BASIC_USER"], urls["PORTAL_BASIC_PASSWORD"])
        portal = Portal(urls["PORTAL_URL"], self._issuer, basic)
        portal.sign_in(
            town.COMPANY_CODE,
            town.LOGIN_ID,
            password,
            mailbox=self._mailbox,
            email=town.EMAIL,
        )
        return portal

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
