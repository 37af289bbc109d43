"""The thin line from beginning to end, in a campaign of its own."""

import csv
import io
from pathlib import Path
from typing import Final

from deploy.demo import town as demo
from deploy.demo.mails import Mail
from deploy.demo.operator import Operator
from deploy.demo.paper import papers
from deploy.demo.shop import Shop, payment_no
from machiken.ids import IssuerCode
from tests.journeys.people import Merchant
from tests.journeys.town import Town

ISSUER: Final = IssuerCode("KNMTHIN01")
VOUCHERS: Final = 12
HASHIYA: Final = Merchant(
    code="h01",
    name="橋屋 本店",
    company_code="H001",
    company_name="橋屋",
    representative="橋本 渡",
    login_id="h01wataru",
)
NAME, PAYMENT_NO, AMOUNT, KIND = 1, 3, 4, 7  # columns of the CSV, from 0


def test_one_town_one_shop_one_paper_voucher(town: Town, tmp_path: Path) -> None:
    operator = Operator(town.stack.environment("operator"))
    _apply_campaign(town, operator, tmp_path)
    sheet, codes = _issue(operator, tmp_path)
    _register(town, operator)
    shop = town.sign_in(HASHIYA)

    photos = [paper.photo for paper in papers(sheet, pages_max=1)][:2]
    page = shop.begin(3000)
    for photo in photos:
        page = shop.photograph(page, photo)
    page = shop.read(page, codes[-1].lower())
    receipt = shop.redeem(page.expect("決済確認").expect("3,000 円"))

    first = payment_no(receipt.expect("決済完了").expect("商品券 3枚"))
    assert first in _mail(town, "決済完了", first)["text"]
    shop.balance(codes[-1]).expect("0 円分")

    shop.refund(receipt).expect("返金完了")
    assert "3,000円" in _mail(town, "返金完了", first)["text"]
    shop.balance(codes[-1]).expect("1,000 円分")

    second = _redeem_typed(shop, codes[:2])
    verified = operator.run("verify", "--settle-s", "30")
    assert verified["clean"]
    ledger = operator.run("settlement", "ledger", "--issuer", ISSUER)
    [line] = ledger["lines"]
    assert (line["paid"], line["refunded"], line["owed"]) == (5000, 3000, 2000)
    assert _export(town) == [
        ["橋屋 本店", first, "3000", "ND"],
        ["橋屋 本店", first, "3000", "RF"],
        ["橋屋 本店", second, "2000", "ND"],
    ]


def _apply_campaign(town: Town, operator: Operator, folder: Path) -> None:
    year = f"K{town.today.year % 10}"
    told = demo.campaign_file(town.today)
    told = told.replace(demo.issuer_code(town.today), ISSUER).replace(year, "KT")
    file = folder / "campaign.toml"
    file.write_text(told, encoding="utf-8")

    campaign = operator.run("campaign", "apply", str(file))

    last_days = [period["last_on"] for period in campaign["periods"]]
    year_on = town.today.year
    assert last_days[:2] == [f"{year_on}-01-15", f"{year_on}-01-31"]
    assert last_days[-1] == f"{year_on + 1}-01-31"
    town.wait_known(ISSUER)


def _issue(operator: Operator, folder: Path) -> tuple[bytes, list[str]]:
    issuer = ("--issuer", ISSUER, "--count", str(VOUCHERS))
    batch = operator.run("voucher", "issue", *issuer, "--wait-s", "60")["batch_id"]
    operator.run("voucher", "activate", batch)
    sheet, codes = folder / "sheet.pdf", folder / "codes.csv"
    operator.run("voucher", "sheet", batch, "--out", str(sheet))
    operator.run("voucher", "codes", batch, "--out", str(codes))
    listed = [code for _, code in csv.reader(codes.read_text().splitlines())]
    assert len(listed) == VOUCHERS
    return sheet.read_bytes(), listed


def _register(town: Town, operator: Operator) -> None:
    told = {
        "code": HASHIYA.code,
        "name": HASHIYA.name,
        "company-code": HASHIYA.company_code,
        "company-name": HASHIYA.company_name,
        "representative": HASHIYA.representative,
        "login-id": HASHIYA.login_id,
        "email": HASHIYA.email,
    }
    words = [word for name, value in told.items() for word in (f"--{name}", value)]
    operator.run("merchant", "register", "--issuer", ISSUER, *words)
    town.welcome(ISSUER, HASHIYA)


def _redeem_typed(shop: Shop, codes: list[str]) -> str:
    page = shop.begin(len(codes) * 1000)
    for code in codes:
        page = shop.read(page, code)
    return payment_no(shop.redeem(page).expect("決済完了"))


def _mail(town: Town, words: str, number: str) -> Mail:
    return town.mailbox.wait(
        HASHIYA.email,
        lambda mail: words in mail["subject"] and number in mail["text"],
    )


def _export(town: Town) -> list[list[str]]:
    portal = town.portal(HASHIYA)
    _, file = portal.export(town.today, town.today, "橋屋 経理")
    rows = list(csv.reader(io.StringIO(file.decode("cp932"))))
    return [[row[at] for at in (NAME, PAYMENT_NO, AMOUNT, KIND)] for row in rows[1:]]
