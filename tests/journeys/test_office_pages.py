"""The office at its PC: mails, notices, inquiries, by the pages alone."""

import uuid
from dataclasses import replace

import pytest

from machiken.contracts import auth, notify
from machiken.contracts.actor import Role
from tests.journeys.asking import ask, number_of
from tests.journeys.clerk import Clerk
from tests.journeys.people import Merchant
from tests.journeys.town import Town

LOST = Merchant(
    code="l0t",
    name="迷子商店",
    company_code="L00t",
    company_name="迷子",
    representative="迷子 一郎",
    login_id="maigo001",
)


@pytest.fixture(scope="module")
def clerk(town: Town) -> Clerk:
    return Clerk(town, "machida1", Role.OFFICE_CLERK)


def test_a_clerk_sends_a_windows_mails_and_one_again(town: Town, clerk: Clerk) -> None:
    issuer = town.rules.issuer_code
    held = replace(LOST.registration(issuer), recruitment=1)
    town.office.call(auth.verbs.REGISTER_MERCHANT, held)
    page = clerk.open("/completion-mails")
    page.expect("第1次募集")
    clerk.submit(page, "/completion-mails", recruitment="1")
    first = town.welcome(issuer, LOST)

    letters = clerk.open("/letters", state="sent")
    letters.expect(LOST.email)
    letter = next(
        form
        for form in letters.forms
        if "/resend" in form.action and _letter_of(town, form.action) == LOST.email
    )
    told = clerk.browser.submit(letters, letter)
    told.expect("もう一度送ります")
    town.mailbox.wait(LOST.email, lambda mail: "登録完了" in mail["subject"], after=1)
    assert town.welcome(issuer, LOST) != first
    town.sign_in(LOST)


def test_a_clerk_writes_changes_and_withdraws_a_notice(clerk: Clerk) -> None:
    page = clerk.open("/notices")
    page = clerk.submit(page, "/notices", text="<b>点検</b>\nお知らせ", author="city")
    page.expect("<b>点検</b>")
    notice_id = next(
        form.action.split("/")[-2] for form in page.forms if "/withdraw" in form.action
    )
    edit = clerk.open(f"/notices/{notice_id}")
    page = clerk.submit(edit, "/notices", text="点検は終わりました", author="system")
    page.expect("点検は終わりました")
    assert "<b>" not in page.text, "it was changed, not added"
    page = clerk.submit(page, f"{notice_id}/withdraw")
    page.expect("取り下げ")


def test_what_a_notice_lacks_is_told_beside_its_form(clerk: Clerk) -> None:
    page = clerk.open("/notices")
    back = clerk.submit(
        page, "/notices", text="点検", author="city", last_on="2020-01-01"
    )

    assert back.refusal == "notify.notice_days_reversed"
    assert back.form("/notices").fields["last_on"] == "2020-01-01"


def test_a_clerk_answers_an_inquiry(town: Town, clerk: Clerk) -> None:
    email = "asks@shop.kinomachi.example"
    ask(town, email, name="町野 住人", text="どこで使えますか。")
    number = number_of(town, email)
    clerk.open("/inquiries").expect("町野 住人")
    page = clerk.open(f"/inquiries/{number}").expect("どこで使えますか。")
    page = clerk.submit(page, f"/inquiries/{number}", text="取扱店で使えます。")
    page.expect("machida1")
    clerk.open("/inquiries", answered="1").expect("町野 住人")
    mail = town.mailbox.wait(email, lambda mail: "への回答" in mail["subject"])
    assert "取扱店で使えます。" in mail["text"]


def test_a_viewer_sees_all_and_changes_nothing(town: Town) -> None:
    viewer = Clerk(town, "miru0001", Role.OFFICE_VIEWER)
    page = viewer.open("/notices")
    refused = viewer.submit(page, "/notices", text="いたずら", author="city")

    assert refused.status == 403
    assert refused.refusal == "bus.not_allowed"
    assert "いたずら" not in viewer.open("/notices").text


def _letter_of(town: Town, action: str) -> str:
    letter_id = uuid.UUID(action.split("/")[-2])
    query = notify.LetterQuery(letter_id=letter_id)
    letter = town.office.call(notify.verbs.LETTER, query)
    return letter.email if letter.kind == "registration" else ""
