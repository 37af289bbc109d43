from datetime import timedelta

import pytest

from machiken.contracts.actor import Role
from machiken.contracts.auth import AccountNews, Site
from services.notify.domain.facts import MailChangeFacts, NewsFacts, ResetFacts
from services.notify.domain.letters import LetterKind
from services.notify.domain.prose import as_text
from tests.notify.domain.test_writing import said_by, written
from tests.notify.town import CAMPAIGN_NAME, NOON, SENDER


def test_a_reset_code_stands_alone_on_its_line_and_nothing_is_to_be_clicked() -> None:
    facts = ResetFacts(
        site=Site.SHOP,
        place_name="木ノ町ベーカリー",
        begun_at=NOON,
        expires_at=NOON + timedelta(minutes=15),
    )

    prose = written(LetterKind.RESET_CODE, facts, "A7K2Q-9XM4T")

    assert prose.subject == f"【{CAMPAIGN_NAME}】パスワード再設定コードのお知らせ"
    assert "\nA7K2Q-9XM4T\n" in as_text(prose)
    assert "（15分間）" in as_text(prose)
    assert "http" not in as_text(prose)


@pytest.mark.parametrize("news", AccountNews)
def test_all_news_has_words_and_says_what_to_do(news: AccountNews) -> None:
    facts = NewsFacts(
        news=news,
        place_name="木ノ町ベーカリー",
        login_id="hanako",
        happened_at=NOON,
        until=None,
    )
    for sender in (SENDER, None):
        text = as_text(*said_by(sender, LetterKind.ACCOUNT_NEWS, facts))

        assert "お心当たりがない場合" in text
        assert "If " in text
        assert "端末：" not in text
        assert "hanako" in text
        assert "http" not in text


def test_news_names_device_role_and_new_address_where_it_has_them() -> None:
    facts = NewsFacts(
        news=AccountNews.ROLE_CHANGED,
        place_name="木ノ町ベーカリー",
        login_id="taro",
        happened_at=NOON,
        until=None,
        device="Android の Chrome",
        role=Role.MANAGER,
        new_email="m•••@bakery.example",
    )
    text = as_text(written(LetterKind.ACCOUNT_NEWS, facts))

    assert "アカウント権限：店長" in text
    assert "端末：Android の Chrome" in text
    assert "新しいメールアドレス：m•••@bakery.example" in text


def test_a_new_addresss_code_stands_alone_and_nothing_is_to_be_clicked() -> None:
    facts = MailChangeFacts(
        place_name="木ノ町ベーカリー",
        login_id="hanako",
        begun_at=NOON,
        expires_at=NOON + timedelta(minutes=15),
    )

    prose = written(LetterKind.MAIL_CHANGE_CODE, facts, "A7K2Q-9XM4T")

    assert prose.subject == f"【{CAMPAIGN_NAME}】メールアドレス確認コードのお知らせ"
    assert "\nA7K2Q-9XM4T\n" in as_text(prose)
    assert "（15分間）" in as_text(prose)
    assert "http" not in as_text(prose)
