"""§2-1 to §2-6: from the mailed address to the shop's own page."""

from typing import Final

from tests.browser.clerk import Clerk, drag_piece
from tests.browser.walk.album import Album
from tests.browser.walk.conftest import NOTICE, bakery_with
from tests.browser.walk.walker import Screen, Walk, walking
from tests.journeys.noticing import publish
from tests.journeys.town import Town

PART: Final = "sign-in"
CHOSEN: Final = "Kurumi-7Hiroi"
RULE: Final = "半角10〜16文字で、"

CODES: Final = Screen(
    at="2-2 コードとID",
    heading="加盟店ログイン",
    fields=["加盟店コード", "ログインID"],
    buttons=["次へ", "パスワードを忘れた方 >"],
)
PUZZLE: Final = Screen(
    at="2-3 パズル認証",
    heading="パスワード",
    words=["パズル認証", "別の絵にする"],
    fields=["パスワード", "ログイン状態を保存"],
    buttons=["パスワードを表示", "認証"],
)
NUMBER: Final = Screen(
    at="2-5 ワンタイムパスワード",
    heading="ワンタイムパスワード",
    words=["加盟店コード", "ログインID", "4桁の数字をお送りしました"],
    fields=["ワンタイムパスワード"],
    buttons=["ログイン"],
)
FIRST_CHANGE: Final = Screen(
    at="2-7 はじめての変更",
    heading="パスワード変更",
    words=["初期パスワードのままでは", "スタッフアカウント", RULE],
    fields=["現在のパスワード", "新しいパスワード", "新しいパスワード（確認用）"],
    buttons=["変更"],
)
CHANGED: Final = Screen(
    at="2-7 変更完了",
    heading="パスワード変更完了",
    words=[
        "パスワードの変更が完了致しました。パスワードはご自身で大切に保管して下さい。"
    ],
    buttons=["トップ"],
)
TOP: Final = Screen(
    at="2-6 トップ",
    heading="決済金額入力",
    words=[
        "木の実ベーカリー",
        NOTICE,
        "円分",
        "決済金額を入力して「QRコード読み取り」をタップしてください。",
        "QRコードは(株)デンソーウェーブの登録商標です。",
    ],
    fields=["決済額"],
    buttons=[
        *("QRコード読み取り", "返金処理", "コード(ID)残高照会"),
        *("売上照会", "パスワード変更"),
    ],
)


def test_from_the_mailed_address_to_the_shops_own_page(
    town: Town, album: Album
) -> None:
    who = bakery_with("n02")
    clerk = Clerk(town, who, town.register(town.rules.issuer_code, who))
    publish(town, NOTICE, who)
    with walking(album, PART) as walk:
        _prove_who(walk, clerk)
        _prove_mailbox(walk, clerk)
        _change_first(walk, clerk)
        walk.sees(TOP)


def _prove_who(walk: Walk, clerk: Clerk) -> None:
    shop, issuer = clerk.town.urls["SHOP_URL"], clerk.town.rules.issuer_code
    walk.page.goto(f"{shop}?issuer={issuer}")
    walk.page.fill("#code", clerk.merchant.code)
    walk.page.fill("#login_id", clerk.merchant.login_id)
    walk.sees(CODES)
    walk.tap("次へ")
    drag_piece(walk)
    walk.page.fill("#password", clerk.password)
    walk.page.evaluate("window.scrollTo(0, 0)")
    walk.sees(PUZZLE)


def _prove_mailbox(walk: Walk, clerk: Clerk) -> None:
    before = clerk.town.mailbox.count(clerk.merchant.email)
    walk.tap("認証")
    number = clerk.number(before)
    assert len(number) == 4
    assert number.isdigit()
    walk.page.fill("#one_time_password", number)
    walk.sees(NUMBER)
    walk.tap("ログイン")


def _change_first(walk: Walk, clerk: Clerk) -> None:
    walk.sees(FIRST_CHANGE)
    clerk.changes_password(walk, CHOSEN)
    walk.sees(CHANGED)
    walk.tap("トップ")
