"""In which languages a campaign's letters arrive, and in whose words."""

from dataclasses import replace
from email.message import EmailMessage
from typing import Any, Final

import pytest

from machiken.contracts.redemption import CampaignApplied
from services.notify.usecases.deliver import Desk
from tests.notify.hearing import tell
from tests.notify.sink import Sink, words
from tests.notify.town import (
    CAMPAIGN_NAME,
    SENDER,
    campaign,
    invitation,
    merchant,
    officer_invitation,
    one_time_password,
    payment,
    staff_invitation,
)
from tests.notify.waiting import deliver_all

JAPANESE: Final = f"【{CAMPAIGN_NAME}】決済完了のお知らせ"
EVIL: Final = "①髙﨑𠮷\r\nBcc: thief@evil.example"
HARMLESS: Final = "①髙﨑𠮷 Bcc: thief@evil.example"


def told(version: int = 1, **changes: Any) -> CampaignApplied:
    event = campaign()
    rules = replace(event.rules, **changes)
    return replace(event, campaign_version=version, rules=rules)


def paid(desk: Desk, sink: Sink, **changes: Any) -> EmailMessage:
    """Return the mail of Taro's payment at a campaign with these rules."""
    tell(desk.db, told(**changes), merchant(), invitation(), staff_invitation())
    tell(desk.db, payment())
    deliver_all(desk)
    [mail] = [
        mail
        for mail in sink.to("taro@bakery.example")
        if payment().payment_no in words(mail)
    ]
    return mail


def page(mail: EmailMessage) -> str:
    body = mail.get_body(("html",))
    assert body is not None
    return str(body.get_content())


@pytest.mark.parametrize(
    ("languages", "subject", "header"),
    [
        (("ja",), JAPANESE, "ja"),
        (("en",), f"[{CAMPAIGN_NAME}] Payment complete", "en"),
        (("ja", "en"), f"{JAPANESE} / Payment complete", "ja, en"),
    ],
)
def test_a_campaigns_letters_speak_what_it_says(
    desk: Desk, sink: Sink, languages: tuple[str, ...], subject: str, header: str
) -> None:
    mail = paid(desk, sink, mail_languages=languages)

    assert mail["Subject"] == subject
    assert mail["Content-Language"] == header
    assert f'<html lang="{languages[0]}">' in page(mail)
    for said, language in (("決済金額：12,000円", "ja"), ("Amount: ¥12,000", "en")):
        assert (said in words(mail)) == (language in languages)
        assert (f'<div lang="{language}"' in page(mail)) == (language in languages)


def test_a_campaign_that_says_nothing_speaks_both_and_a_change_is_heard(
    desk: Desk, sink: Sink
) -> None:
    both = paid(desk, sink)
    tell(desk.db, told(version=2, mail_languages=("ja",)), payment(2))
    deliver_all(desk)

    assert both["Subject"] == f"{JAPANESE} / Payment complete"
    assert sink.to("taro@bakery.example")[-1]["Subject"] == JAPANESE


def test_each_language_has_the_campaigns_own_words_for_it(
    desk: Desk, sink: Sink
) -> None:
    own = {
        "completion": "{merchant_name}さま、どうも。",
        "completion_en": "Thank you, {merchant_name}.",
        "signature": "町の商工課",
        "signature_en": "The town's office of trade",
    }
    said = words(paid(desk, sink, mail_texts=own))

    japanese, _, english = said.partition("======== English ========")
    assert "木ノ町ベーカリーさま、どうも。" in japanese
    assert japanese.rstrip().endswith("町の商工課")
    assert "Thank you, 木ノ町ベーカリー." in english
    assert english.rstrip().endswith("The town's office of trade")
    for mine, other in ((japanese, "Thank you"), (english, "どうも")):
        assert other not in mine


def test_a_campaigns_labels_stand_in_its_letters(desk: Desk, sink: Sink) -> None:
    mail = paid(desk, sink, labels={"redemption": "換金", "voucher": "まちの券"})

    assert (
        mail["Subject"] == f"【{CAMPAIGN_NAME}】換金完了のお知らせ / Payment complete"
    )
    assert "まちの券の「換金済みチェック」" in words(mail)


def test_the_office_and_who_signs_in_there_read_both(desk: Desk, sink: Sink) -> None:
    tell(desk.db, officer_invitation(), replace(one_time_password(), campaign_id=None))
    deliver_all(desk)

    for mail in sink.mails:
        assert mail["Content-Language"] == "ja, en"
    [number] = sink.to("hanako@bakery.example")
    japanese, _, english = words(number).partition("======== English ========")
    for part in (japanese, english):
        assert "0472" in part.strip().splitlines()[:3]


@pytest.mark.parametrize("languages", [("en",), ("ja", "en")])
def test_names_forge_nothing_in_english_either(
    desk: Desk, sink: Sink, languages: tuple[str, ...]
) -> None:
    rules: dict[str, Any] = dict.fromkeys(("name", "issuer_name", "contact"), EVIL)
    rules["mail_texts"] = {"signature_en": EVIL, "registration_en": EVIL}
    tell(
        desk.db,
        told(**rules, mail_languages=languages),
        invitation(merchant_name=EVIL, staff_name=EVIL),
    )
    deliver_all(desk)

    [mail] = sink.mails
    assert mail["Bcc"] is None
    assert "\n" not in mail["Subject"]
    assert HARMLESS in mail["Subject"]
    assert f"To {HARMLESS}, representative of {HARMLESS}\n" in words(mail)
    assert SENDER.mail_from in str(mail["From"])
