"""What people see of their own accounts, and the office of everybody's."""

import re
from typing import Final
from urllib.parse import urljoin

import pytest

from deploy.demo.browser import Browser, Page
from deploy.demo.mails import after_word, number_alone
from deploy.demo.operator import Operator
from deploy.demo.passwords import changed_if_asked
from deploy.demo.shop import Shop
from machiken.contracts.actor import Role
from machiken.contracts.auth import RegisterOfficer, verbs
from services.gateway.audits import LINES
from tests.journeys.people import KADOYA, Merchant
from tests.journeys.staff import hire
from tests.journeys.town import Town

TAWARA: Final = Merchant(
    code="t06",
    name="俵米店",
    company_code="T001",
    company_name="俵米店",
    representative="俵 米子",
    login_id="t06yoneko",
)
NEW: Final = "yoneko@new.kinomachi.example"
OFFICER: Final = RegisterOfficer(
    login_id="kansa",
    name="監査 係",
    email="kansa@kinomachi.example",
    role=Role.OFFICE_VIEWER,
)


@pytest.fixture(scope="module")
def tawara(town: Town) -> Shop:
    """Return a shop with its representative signed in, whose data changes."""
    town.register(town.rules.issuer_code, TAWARA)
    return town.sign_in(TAWARA)


@pytest.fixture(scope="module")
def officer(town: Town) -> Browser:
    """Return an officer's browser, signed in; the officer only looks."""
    town.office.call(verbs.REGISTER_OFFICER, OFFICER)
    return _officer(town)


def test_a_representative_changes_her_name_at_once(tawara: Shop) -> None:
    page = _own_data(tawara).expect("俵米店").expect(TAWARA.email)

    done = tawara.browser.submit(page, page.form("/own-data/name"), name="俵 米美")

    done.expect("お名前を変更しました。").expect("俵 米美（代表者）")


def test_a_new_address_is_proven_and_the_old_one_told(town: Town, tawara: Shop) -> None:
    page = tawara.browser.open(urljoin(tawara.url, "own-data/mail"))
    form = page.form("/own-data/mail")
    wrong = tawara.browser.submit(page, form, email=NEW, password="Wrong#12345")
    assert wrong.refusal == "auth.password_wrong"
    code_page = tawara.browser.submit(
        wrong, wrong.form("/own-data/mail"), email=NEW, password=town.password(TAWARA)
    ).expect("y•••@new.kinomachi.example")
    mail = town.mailbox.wait(NEW, lambda mail: "確認コード" in mail["subject"])
    found = re.search(r"^([0-9A-Z]{5}-[0-9A-Z]{5})$", mail["text"], re.MULTILINE)
    assert found, mail["text"]

    done = tawara.browser.submit(
        code_page, code_page.form("/own-data/mail/code"), code=found[1].lower()
    )

    done.expect("メールアドレスを変更しました。").expect(NEW)
    told = town.mailbox.wait(
        TAWARA.email, lambda mail: "メールアドレス変更" in mail["subject"]
    )
    assert "y•••@new.kinomachi.example" in told["text"]


def test_one_sees_what_happened_to_ones_account(town: Town) -> None:
    shop = town.sign_in(KADOYA)

    page = shop.browser.open(urljoin(shop.url, "history"))

    page.expect("ログイン履歴").expect("パスワードの確認").expect("127.0.0.1")
    assert "t06" not in page.text
    portal = town.portal(KADOYA)
    portal.browser.open(f"{town.host}/portal/history").expect("管理サイト（PC用）")


def test_the_office_finds_what_happened(
    town: Town, tawara: Shop, officer: Browser
) -> None:
    page = officer.open(f"{town.host}/office/audit").expect("監査記録")
    form = page.form("/office/audit")

    found = officer.submit(
        page, form, login_id=TAWARA.login_id, happening="sign_in_finished"
    )

    found.expect("俵 米").expect("t06").expect("不明な端末")
    assert TAWARA.login_id not in found.url
    assert KADOYA.login_id not in found.text
    nobody = officer.submit(found, found.form("/office/audit"), login_id="nobody")
    nobody.expect("見つかりませんでした。")
    del tawara


def test_pages_of_the_audit_go_back_in_time(town: Town, officer: Browser) -> None:
    _much_happens(town)
    page = officer.open(f"{town.host}/office/audit")
    newest = _moments(page)
    (older,) = [each for each in page.forms if "marks" in each.fields]

    before = _moments(officer.submit(page, older))

    assert max(before) <= min(newest)


def test_a_shop_can_not_read_the_offices_audit(town: Town, tawara: Shop) -> None:
    page = tawara.browser.open(f"{town.host}/office/audit")

    assert "/office/sign-in" in page.url


def test_the_operator_does_all_of_it_by_command(town: Town, tawara: Shop) -> None:
    clerk = hire(town, TAWARA, "t06clerk", Role.STAFF)
    operator = Operator(town.stack.environment("operator"))
    shop = ("--issuer", town.rules.issuer_code, "--code", TAWARA.code)
    whom = (*shop, "--login-id", clerk.login_id)

    for act in ("disable", "enable", "unlock", "resend"):
        assert operator.run("staff", act, *whom)["staff_id"] == str(clerk.staff_id)
    operator.run("staff", "role", *whom, "--role", "manager")
    operator.run("merchant", "representative", *whom)
    listed = operator.run("staff", "list", *shop)["members"]
    rows = operator.run("audit", "--login-id", clerk.login_id, *shop)["lines"]

    assert [(each["login_id"], each["role"]) for each in listed] == [
        (clerk.login_id, "representative"),
        (TAWARA.login_id, "staff"),
    ]
    assert [row["happening"] for row in rows] == [
        "representative_changed",
        "role_changed",
        "password_reissued",
        "staff_enabled",
        "staff_disabled",
        "staff_invited",
    ]
    assert "/shop/sign-in" in tawara.browser.open(tawara.url).url


def _own_data(shop: Shop) -> Page:
    return shop.browser.open(urljoin(shop.url, "own-data"))


def _much_happens(town: Town) -> None:
    """Have more rows than a page holds."""
    told = "happening, actor_role, actor, detail"
    town.change(
        "auth",
        f"insert into audit (at, {told}) select now(), {told} from audit"  # noqa: S608 - our own names
        f" cross join generate_series(1, {LINES}) where audit_id = 1",
    )


def _moments(page: Page) -> list[str]:
    return re.findall(r'<td class="number when">([^<]+)</td>', page.html)


def _officer(town: Town) -> Browser:
    browser = town.visitor()
    issued = town.mailbox.wait(
        OFFICER.email, lambda mail: "アカウント発行" in mail["subject"]
    )
    password = after_word(issued, "初期パスワード")
    page = browser.open(f"{town.host}/office/", issuer=town.rules.issuer_code)
    before = town.mailbox.count(OFFICER.email)
    page = browser.submit(
        page, page.form("sign-in"), login_id=OFFICER.login_id, password=password
    )
    mail = town.mailbox.wait(
        OFFICER.email,
        lambda mail: "ワンタイムパスワード" in mail["subject"],
        after=before,
    )
    form = page.form("one-time-password")
    page = browser.submit(page, form, one_time_password=number_alone(mail))
    changed_if_asked(browser, page, password).expect("事務局")
    return browser
