"""The page that asks for the password once more, as a clerk sees it."""

from tests.browser.test_session_watch import bring
from tests.browser.window import Window
from tests.journeys.people import EAST
from tests.journeys.town import Town


def test_after_the_password_one_is_where_one_was(phone: Window, town: Town) -> None:
    bring(phone, town.sign_in(EAST))
    wanted = f"{town.urls['SHOP_URL']}/refunds"
    phone.page.goto(f"{town.urls['SHOP_URL']}/proof?next=/shop/refunds")
    phone.photograph("proof")
    phone.page.fill("#password", "Falsch-12345")
    phone.press("確認して続ける")
    assert phone.refusal() == "auth.password_wrong"
    phone.page.fill("#password", town.password(EAST))
    phone.press("確認して続ける")

    assert phone.page.url == wanted
