"""The bank's file is read back by a reader that knows only the format."""

import random
from dataclasses import replace
from datetime import date

import pytest
from zengin_code import Bank

from machiken.contracts.settlement import AccountKind, AccountOff, BankAccount
from machiken.money import Yen, total
from services.settlement.domain.bank_account import _name, checked
from services.settlement.domain.zengin import Order, Payer, Transfer, bank_file
from tests.settlement.zengin_reader import read

MERCHANTS = 1500
TYPED = BankAccount(
    bank_code="0001",
    branch_code="001",
    kind=AccountKind.ORDINARY,
    number="1234567",
    holder="キノマチベーカリー",
)
TOWN = Payer(
    consignor_code="0012345678", account=checked(replace(TYPED, holder="キノマチ"))
)


def order(transfers: list[Transfer]) -> Order:
    return Order(payout_no=7, pay_on=date(2026, 7, 15), payer=TOWN, transfers=transfers)


def many() -> list[Transfer]:
    chance = random.Random(5)  # noqa: S311 - a town that can be repeated
    return [
        Transfer(
            transfer_no=number,
            account=checked(
                replace(
                    TYPED,
                    bank_code=chance.choice(["0001", "0005", "0009"]),
                    kind=chance.choice(list(AccountKind)),
                    number=str(chance.randrange(10_000_000)),
                    holder=chance.choice(["カ)キノマチ", "きのした はなこ", "ﾍﾞ-ｶﾘ-"]),
                )
            ),
            amount=Yen(chance.randrange(1, 2_000) * 1000),
        )
        for number in range(1, MERCHANTS + 1)
    ]


def test_a_file_of_1500_merchants_is_read_back_to_the_byte() -> None:
    transfers = many()
    content = bank_file(order(transfers))

    told = read(content)

    assert len(content) == 120 * (MERCHANTS + 3)
    for said, meant in zip(told.data, transfers, strict=True):
        account = meant.account
        assert said.bank == f"{account.bank_code} {account.bank_kana}"
        assert said.branch == f"{account.branch_code} {account.branch_kana}"
        assert (said.kind, said.number) == (account.kind.value, account.number)
        assert said.holder == account.holder
        assert (said.yen, said.customer_1) == (meant.amount.amount, meant.transfer_no)
        assert said.customer_2 == 7
    assert total(each.amount for each in transfers) == Yen(
        sum(each.yen for each in told.data)
    )


def test_the_same_payout_gives_the_same_bytes() -> None:
    assert bank_file(order(many())) == bank_file(order(many()))


def test_a_record_lies_where_the_format_has_it() -> None:
    one = Transfer(transfer_no=42, account=checked(TYPED), amount=Yen(48_000))
    content = bank_file(order([one])).decode("cp932")

    header = (
        "1210" + "0012345678" + "ｷﾉﾏﾁ".ljust(40) + "0715" + "0001" + "ﾐｽﾞﾎ".ljust(15)
        + "001" + "ﾄｳｷﾖｳ".ljust(15) + "1" + "1234567" + " " * 17
    )  # fmt: skip
    data = (
        "2" + "0001" + "ﾐｽﾞﾎ".ljust(15) + "001" + "ﾄｳｷﾖｳ".ljust(15) + "0000" + "1"
        + "1234567" + "ｷﾉﾏﾁﾍﾞ-ｶﾘ-".ljust(30) + "0000048000" + "0" + "0000000042"
        + "0000000007" + "7" + " " * 8
    )  # fmt: skip
    trailer = "8" + "000001" + "000000048000" + " " * 101
    assert content == header + data + trailer + "9" + " " * 119


@pytest.mark.parametrize(
    ("off", "field", "why"),
    [
        ({"bank_code": "001"}, "bank_code", "digits"),
        ({"bank_code": "9998"}, "bank_code", "unknown"),
        ({"branch_code": "0001"}, "branch_code", "digits"),
        ({"branch_code": "999"}, "branch_code", "unknown"),
        ({"number": "12345678"}, "account_number", "digits"),
        ({"number": "12-3456"}, "account_number", "digits"),
        ({"number": ""}, "account_number", "digits"),
        ({"holder": ""}, "holder", "empty"),
        ({"holder": "キ" * 31}, "holder", "too_long"),
        ({"holder": "ガ" * 16}, "holder", "too_long"),
        ({"holder": "木ノ町"}, "holder", "「木」"),
    ],
)
def test_an_account_that_cannot_be_right_is_refused_with_its_field(
    off: dict[str, str], field: str, why: str
) -> None:
    with pytest.raises(AccountOff) as refused:
        checked(replace(TYPED, **off))  # type: ignore[arg-type] # all of them are texts
    assert refused.value.facts == {"field": field, "why": why}


def test_a_banks_name_with_a_sign_of_parties_is_left_out() -> None:
    banks = list(Bank.all.values())
    branches = [own for bank in banks for own in bank.branches.values()]
    signs = {sign for each in (*banks, *branches) for sign in _name(each.kana)}

    assert not signs & {"(", ")", "."}
    assert _name("クレデイ．アグリコル") == ""


def test_short_and_full_width_numbers_are_filled_up() -> None:
    account = checked(replace(TYPED, number="１２３"))

    assert (account.number, account.number_tail) == ("0000123", "123")
    assert "0000123" not in repr(account)
