"""§2-7 to §2-9: the password changed, forgotten and replaced; and the way out."""

from typing import Final

from deploy.demo.shop import Shop
from tests.browser.clerk import Clerk
from tests.browser.walk.album import Album
from tests.browser.walk.conftest import bakery_with
from tests.browser.walk.test_2_sign_in import CHANGED, CODES, RULE
from tests.browser.walk.walker import Screen, walking
from tests.journeys.town import Town

PART: Final = "password"
CHOSEN: Final = "Donguri%5Koro"
AFTER_RESET: Final = "Matsubokkuri@9"

MENU: Final = Screen(
    at="2-9 メニュー",
    heading="決済金額入力",
    buttons=[
        *("トップ", "返金処理", "コード(ID)残高照会", "売上照会"),
        *("パスワード変更", "ログアウト"),
    ],
)
CHANGE: Final = Screen(
    at="2-7 パスワードの変更",
    heading="パスワード変更",
    words=["加盟店コード", "スタッフアカウント", RULE, "# $ % & @ ( ) ^ * _ + = -"],
    fields=["現在のパスワード", "新しいパスワード", "新しいパスワード（確認用）"],
    buttons=["変更"],
)
FORGOTTEN: Final = Screen(
    at="2-8 忘れたとき",
    heading="パスワード再設定",
    fields=["加盟店コード", "ログインID"],
    buttons=["再設定コードを送る"],
)
CODE: Final = Screen(
    at="2-8 メールのコード",
    heading="再設定コードの入力",
    fields=["再設定コード"],
    buttons=["次へ"],
)
NEW: Final = Screen(
    at="2-8 新しいパスワード",
    heading="パスワード再設定",
    words=[RULE],
    fields=["新しいパスワード", "新しいパスワード（確認用）"],
    buttons=["再設定"],
)
DONE: Final = Screen(
    at="2-8 再設定完了", heading="パスワード再設定完了", buttons=["ログイン"]
)


def test_from_the_menu_the_password_is_changed_and_one_signs_out(
    town: Town, album: Album
) -> None:
    who = bakery_with("n03")
    town.register(town.rules.issuer_code, who)
    shop = town.shop(who)
    clerk = Clerk(town, who, town.password(who))
    with walking(album, PART, shop=shop) as walk:
        walk.page.goto(shop.url)
        walk.page.get_by_text("メニュー", exact=True).click()
        walk.sees(MENU)
        walk.tap("パスワード変更")
        walk.page.fill("#password", clerk.password)
        clerk.chooses(walk, CHOSEN)
        walk.sees(CHANGE)
        walk.tap("変更")
        assert CHANGED.heading in walk.page.inner_text("main")
        walk.tap("トップ")
        walk.page.get_by_text("メニュー", exact=True).click()
        walk.tap("ログアウト")
        assert CODES.heading in walk.page.inner_text("main")


def test_a_forgotten_password_is_replaced(
    town: Town, bakery: Shop, album: Album
) -> None:
    who = bakery_with("n04")
    clerk = Clerk(town, who, town.register(town.rules.issuer_code, who))
    with walking(album, PART) as walk:
        walk.page.goto(f"{bakery.url}?issuer={bakery.issuer_code}")
        walk.tap("パスワードを忘れた方 >")
        walk.page.fill("#code", who.code)
        walk.page.fill("#login_id", who.login_id)
        walk.sees(FORGOTTEN)
        before = town.mailbox.count(who.email)
        walk.tap("再設定コードを送る")
        walk.page.fill("#reset_code", clerk.reset_code(before))
        walk.sees(CODE)
        walk.tap("次へ")
        clerk.chooses(walk, AFTER_RESET)
        walk.sees(NEW)
        walk.tap("再設定")
        walk.sees(DONE)
        walk.tap("ログイン")
        assert CODES.heading in walk.page.inner_text("main")
