"""What the shop has beside the till: its people, devices, help and questions."""

import re
from typing import Final

from deploy.demo.shop import Shop
from tests.browser.walk.album import Album
from tests.browser.walk.walker import Screen, Walk, walking

PART: Final = "people"
CLERK: Final = "n01kinoko"

STAFF: Final = Screen(
    at="スタッフ管理",
    heading="スタッフ管理",
    words=["木野 みのり", "代表者"],
    buttons=["スタッフを登録する"],
)
NEW: Final = Screen(
    at="スタッフの登録",
    heading="スタッフの登録",
    fields=["お名前", "ログインID", "メールアドレス", "店長"],
    buttons=["登録してメールを送る", "戻る"],
)
WELCOME: Final = Screen(
    at="登録したスタッフ",
    heading="木野 きのこ",
    words=["初期パスワードをメールでお送りしています。", "未変更"],
    buttons=["権限を変更する", "利用を停止する"],
)
STOPPING: Final = Screen(
    at="利用停止の確認",
    heading="利用停止の確認",
    words=["ログイン中の端末はすぐにログアウト"],
    buttons=["利用を停止する", "戻る"],
)
OWN: Final = Screen(
    at="ご登録情報",
    heading="ご登録情報の確認・変更",
    fields=["お名前"],
    buttons=["お名前を変更する", "メールアドレスを変更する"],
)
DEVICES: Final = Screen(
    at="ログイン中の端末", heading="ログイン中の端末", words=["この端末"]
)
HISTORY: Final = Screen(
    at="ログイン履歴", heading="ログイン履歴", words=["ご自身のアカウントの記録です。"]
)
HELP: Final = Screen(
    at="使い方",
    heading="使い方",
    words=["取扱店専用欄のQRコード", "読み込み分だけ決済", "ホーム画面に置く"],
)
QUESTION: Final = Screen(
    at="9 お問い合わせ",
    heading="お問い合わせ",
    fields=[
        *("区分", "お問い合わせ種別", "お問い合わせ内容", "お名前"),
        *("メールアドレス", "メールアドレス（確認）"),
    ],
    buttons=["送信する"],
)
ASKED: Final = Screen(
    at="9 受け付け",
    heading="お問い合わせを受け付けました",
    words=["お問い合わせ番号"],
    buttons=["トップへ"],
)


def test_somebody_is_registered_and_may_be_stopped(bakery: Shop, album: Album) -> None:
    with walking(album, PART, shop=bakery) as walk:
        _choose(walk, bakery, "スタッフ管理")
        walk.sees(STAFF)
        walk.tap("スタッフを登録する")
        walk.page.fill("#name", "木野 きのこ")
        walk.page.fill("#login_id", CLERK)
        walk.page.fill("#email", f"{CLERK}@clerks.kinomachi.example")
        walk.sees(NEW)
        walk.tap("登録してメールを送る")
        walk.sees(WELCOME)
        walk.tap("利用を停止する")
        walk.sees(STOPPING)


def test_devices_data_and_help_are_in_the_menu(bakery: Shop, album: Album) -> None:
    with walking(album, PART, shop=bakery) as walk:
        for screen, name in (
            (OWN, "ご登録情報の確認・変更"),
            (DEVICES, "ログイン中の端末"),
            (HISTORY, "ログイン履歴"),
            (HELP, "使い方"),
        ):
            _choose(walk, bakery, name)
            walk.sees(screen)


def test_a_question_is_sent_and_numbered(bakery: Shop, album: Album) -> None:
    with walking(album, PART, shop=bakery) as walk:
        _choose(walk, bakery, "お問い合わせ")
        walk.page.get_by_label("区分", exact=True).select_option("merchant")
        kind = walk.page.get_by_label("お問い合わせ種別", exact=True)
        kind.select_option("redemption")
        walk.page.fill("#text", "カメラの許可のしかたを教えてください。")
        walk.page.fill("#name", "n01 木野 みのり")
        walk.page.fill("#email", "minori@kinomachi.example")
        walk.page.fill("#email_again", "minori@kinomachi.example")
        walk.page.evaluate("window.scrollTo(0, 0)")
        walk.sees(QUESTION)
        walk.tap("送信する")
        walk.sees(ASKED)
        assert re.search(r"\d", walk.page.inner_text("main .huge"))


def _choose(walk: Walk, shop: Shop, name: str) -> None:
    walk.page.goto(shop.url)
    walk.page.get_by_text("メニュー", exact=True).click()
    menu = walk.page.get_by_role("navigation", name="メニュー")
    with walk.page.expect_navigation():
        menu.get_by_role("link", name=name, exact=True).click()
