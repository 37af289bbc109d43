"""What the office tells shops, and what people ask it, over all processes."""

import uuid
from dataclasses import replace
from typing import Final

from deploy.demo.browser import Page
from deploy.demo.shop import Shop
from deploy.local.supervision import wait_until
from machiken.contracts import auth, notify
from machiken.contracts.auth import InvitationsQuery, RecruitmentView, SendInvitations
from machiken.contracts.notify import (
    AnswerInquiry,
    WithdrawNotice,
)
from tests.journeys.asking import ask, number_of
from tests.journeys.noticing import publish
from tests.journeys.people import EAST, KADOYA, Merchant
from tests.journeys.town import Town

SEEN_WITHIN_S: Final = 20.0
SCRIPT: Final = "<script>alert('木')</script>"
LATER: Final = tuple(
    Merchant(
        code=f"w{number}x",
        name=f"待合商店{number}",
        company_code=f"W00{number}",
        company_name=f"待合{number}",
        representative=f"待合 {number}郎",
        login_id=f"machiai{number}",
    )
    for number in (1, 2)
)


def top(town: Town, shop: Shop) -> Page:
    return shop.browser.open(f"{town.urls['SHOP_URL']}/")


def test_a_notice_stands_on_the_shops_top_page_and_goes_again(
    town: Town, shop: Shop
) -> None:
    notice_id = publish(town, SCRIPT, KADOYA)
    wait_until(lambda: SCRIPT in top(town, shop).text, SEEN_WITHIN_S, "the notice")
    assert SCRIPT not in top(town, shop).html, "it is words, and not a script"
    assert SCRIPT not in top(town, town.shop(EAST)).text, "it is not for the others"
    portal = town.portal(KADOYA).browser.open(f"{town.urls['PORTAL_URL']}/")
    portal.expect(SCRIPT)

    wanted = WithdrawNotice(issuer_code=town.rules.issuer_code, notice_id=notice_id)
    town.office.call(notify.verbs.WITHDRAW_NOTICE, wanted)
    wait_until(lambda: SCRIPT not in top(town, shop).text, SEEN_WITHIN_S, "it goes")


def test_nobody_reads_notices_without_being_in(town: Town) -> None:
    page = town.visitor().open(f"{town.urls['SHOP_URL']}/")

    assert "/sign-in" in page.url


def test_a_visitors_inquiry_is_answered_by_mail(town: Town) -> None:
    email = "tsurumaki@shop.kinomachi.example"
    wrong = ask(town, email, email_again="x")
    assert wrong.refusal == "notify.inquiry_malformed"
    assert wrong.form("/inquiry").fields["email"] == email
    sent = ask(town, email).expect("お問い合わせを受け付けました")

    number = number_of(town, email)
    sent.expect(str(number))
    town.mailbox.wait(email, lambda mail: "受け付けました" in mail["subject"])
    answer = AnswerInquiry(
        issuer_code=town.rules.issuer_code,
        number=number,
        answer_id=uuid.uuid4(),
        text="認定証に書いてあります。",
    )
    town.office.call(notify.verbs.ANSWER_INQUIRY, answer)
    mail = town.mailbox.wait(email, lambda mail: "への回答" in mail["subject"])
    assert "認定証に書いてあります。" in mail["text"]


def test_a_windows_completion_mails_go_when_the_office_says_so(town: Town) -> None:
    issuer = town.rules.issuer_code
    for merchant in LATER:
        held = replace(merchant.registration(issuer), recruitment=2)
        town.office.call(auth.verbs.REGISTER_MERCHANT, held)
    assert window(town).held == len(LATER)
    assert not any(town.mailbox.count(merchant.email) for merchant in LATER)

    wanted = SendInvitations(issuer_code=issuer, recruitment=2)
    town.office.call(auth.invitation_verbs.SEND_INVITATIONS, wanted)

    passwords = {town.welcome(issuer, merchant) for merchant in LATER}
    assert len(passwords) == len(LATER), "everybody has one of his own"
    wait_until(lambda: window(town).sent == len(LATER), SEEN_WITHIN_S, "all are sent")
    town.sign_in(LATER[0])


def window(town: Town) -> RecruitmentView:
    query = InvitationsQuery(issuer_code=town.rules.issuer_code)
    [view] = town.office.call(auth.invitation_verbs.INVITATIONS, query).recruitments
    return view
