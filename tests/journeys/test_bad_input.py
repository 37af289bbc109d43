"""Bad input: each with its own refusal and sentence, and nothing changed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final
from uuid import uuid4

import pytest

from deploy.demo.shop import Shop
from machiken.ids import VoucherCode
from machiken.settings import Secret
from services.redemption.domain import voucher_code
from services.redemption.domain.voucher_code import Series
from tests.journeys import people
from tests.journeys.books import Books
from tests.journeys.people import MORIYA, OF_THE_PAST, TO_COME
from tests.journeys.till import Till
from tests.journeys.town import Town


@dataclass(frozen=True, slots=True, kw_only=True)
class Papers:
    """Vouchers that no till of the town may take, and why not."""

    malformed: str
    unknown: str
    other_campaign: str
    used: str
    stopped: str
    not_sold: str
    sample: str
    held: str


@pytest.fixture(scope="module")
def papers(town: Town) -> Papers:
    """Return one paper of each bad kind."""
    issuer, office = town.rules.issuer_code, town.office
    over = people.over(town.today)
    real = town.vouchers(3)
    stopped = office.issue(issuer, 1)
    office.stop(issuer, *stopped.codes)
    town.tills(1)[0].redeem(uuid4(), [real[1]])
    theirs = town.shop(MORIYA)
    theirs.read(theirs.begin(2000), real[2])
    return Papers(
        malformed=real[0][:-1] + ("0" if real[0][-1] != "0" else "1"),
        unknown=_never_issued(town),
        other_campaign=_only(office.issue(over.issuer_code, 1).codes),
        used=real[1],
        stopped=_only(stopped.codes),
        not_sold=_only(office.issue(issuer, 1, live=False).codes),
        sample=_only(office.issue(issuer, 1, sample=True).codes),
        held=real[2],
    )


KINDS: Final = {
    "malformed": "redemption.voucher_malformed",
    "unknown": "redemption.voucher_unknown",
    "other_campaign": "redemption.voucher_of_other_campaign",
    "used": "redemption.voucher_used",
    "stopped": "redemption.voucher_stopped",
    "not_sold": "redemption.voucher_not_sold",
    "sample": "redemption.voucher_sample",
    "held": "redemption.voucher_held",
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_bad_voucher_is_refused_at_the_api(
    papers: Papers, till: Till, books: Books, kind: str
) -> None:
    before = books.everything()

    answer = till.redeem(uuid4(), [getattr(papers, kind)])

    assert answer.refusal == KINDS[kind]
    assert _is_japanese(answer.body["sentence"])
    assert books.everything() == before


@pytest.mark.parametrize("kind", KINDS)
def test_a_bad_voucher_is_refused_on_the_page(
    papers: Papers, shop: Shop, books: Books, kind: str
) -> None:
    page = shop.begin(2000)
    before = books.everything()

    page = shop.read(page, getattr(papers, kind))

    assert page.refusal == KINDS[kind]
    assert page.status == 422
    page.expect("まだ読み取られていません")
    assert books.everything() == before


@pytest.mark.parametrize("kind", KINDS)
def test_one_bad_voucher_among_good_ones_refuses_all(
    town: Town, papers: Papers, till: Till, books: Books, kind: str
) -> None:
    good = town.vouchers(2)
    before = books.everything()

    answer = till.redeem(uuid4(), [good[0], getattr(papers, kind), good[1]])

    assert answer.refusal == "redemption.vouchers_refused"
    assert answer.body["facts"] == {"bad": f"2:{KINDS[kind]}"}
    assert books.everything() == before
    assert till.redeem(uuid4(), good).is_ok


def test_the_same_paper_twice_in_one_checkout(
    town: Town, shop: Shop, till: Till, books: Books
) -> None:
    code = town.voucher()
    page = shop.begin(3000)
    before = books.everything()

    answer = till.redeem(uuid4(), [code, code])
    again = shop.read(shop.read(page, code), code.lower())

    assert answer.body["facts"] == {"bad": "2:redemption.voucher_read_twice"}
    assert again.refusal == "redemption.voucher_read_twice"
    again.expect("1枚")
    assert books.everything() == before


def test_a_voucher_beyond_the_target(town: Town, shop: Shop, books: Books) -> None:
    page = shop.begin(1000)
    shop.read(page, town.voucher())
    before = books.everything()

    page = shop.read(page, town.voucher())

    assert page.refusal == "redemption.beyond_target"
    page.expect("あと 0円").expect("1枚")
    assert books.everything() == before


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("1500", "redemption.amount_off_unit"),
        ("0", "redemption.amount_off_unit"),
        ("101000", "redemption.amount_beyond_limit"),
        ("千円", "gateway.amount_unreadable"),
        ("-1000", "gateway.amount_unreadable"),
        ("", "gateway.field_missing"),
        ("1" * 300, "gateway.field_too_long"),
    ],
)
def test_an_amount_that_no_payment_may_have(
    shop: Shop, books: Books, typed: str, refusal: str
) -> None:
    before = books.everything()
    top = shop.browser.open(shop.url)

    page = shop.browser.submit(top, top.form("/checkouts"), target=typed)

    assert page.refusal == refusal
    page.expect("決済金額入力")
    assert books.everything() == before


def test_a_hundred_and_one_vouchers(town: Town, till: Till, books: Books) -> None:
    before = books.everything()

    answer = till.redeem(uuid4(), town.vouchers(101))

    assert answer.refusal == "redemption.too_many_vouchers"
    assert books.everything() == before


def test_a_hundred_vouchers_are_taken(town: Town, till: Till) -> None:
    answer = till.redeem(uuid4(), town.vouchers(100))

    assert (answer.body["count"], answer.body["total"]) == (100, 100_000)


def test_no_vouchers(till: Till, books: Books) -> None:
    before = books.everything()

    assert till.redeem(uuid4(), []).refusal == "redemption.no_vouchers"
    assert books.everything() == before


@pytest.mark.parametrize(
    ("merchant", "campaign", "refusal"),
    [
        (TO_COME, people.to_come, "redemption.too_early"),
        (OF_THE_PAST, people.over, "redemption.too_late"),
    ],
)
def test_a_day_outside_of_the_campaign(
    town: Town,
    books: Books,
    merchant: people.Merchant,
    campaign: Callable[..., Any],
    refusal: str,
) -> None:
    issued = town.office.issue(campaign(town.today).issuer_code, 1)
    shop = town.shop(merchant)
    before = books.everything()

    answer = town.till(shop).redeem(uuid4(), [_only(issued.codes)])
    page = shop.begin(1000)

    assert answer.refusal == page.refusal == refusal
    assert books.everything() == before


@pytest.mark.parametrize(
    "body",
    [
        None,
        [],
        {},
        {"checkout_id": "no-uuid", "voucher_codes": []},
        {"checkout_id": str(uuid4())},
        {"checkout_id": str(uuid4()), "voucher_codes": "MK"},
        {"checkout_id": str(uuid4()), "voucher_codes": [1]},
        {"checkout_id": str(uuid4()), "voucher_codes": [""]},
        {"checkout_id": str(uuid4()), "voucher_codes": [], "merchant_id": "t02"},
        {"checkout_id": str(uuid4()), "voucher_codes": ["MK"], "target": 0},
        {"checkout_id": str(uuid4()), "voucher_codes": ["MK"], "target": "1000"},
        {"checkout_id": str(uuid4()), "voucher_codes": ["MK"], "target": 1000.5},
        {"checkout_id": str(uuid4()), "voucher_codes": ["MK"], "target": 10**30},
    ],
)
def test_a_body_that_is_no_redemption(till: Till, books: Books, body: object) -> None:
    before = books.everything()

    answer = till.send(body)

    assert (answer.status, answer.refusal) == (400, "gateway.body_malformed")
    assert books.everything() == before


def _never_issued(town: Town) -> VoucherCode:
    told = town.stack.environment("redemption-service")["VOUCHER_CODE_KEY"]
    key = Secret(told).reveal_bytes()
    return voucher_code.new_code(key, town.rules.voucher_prefix, Series.REAL)


def _only(codes: dict[int, str]) -> str:
    [code] = codes.values()
    return code


def _is_japanese(text: str) -> bool:
    return any("ぁ" <= letter <= "ん" for letter in text)
