"""Which pages a visitor may see, and where he is sent from the others."""

from flask import Flask
from flask.testing import FlaskClient

from tests.gateway.addresses import path_of

SITES = ("shop.", "portal.", "office.", "api.")
RESET = (
    "forgotten",
    "begin_reset",
    "reset_code",
    "prove_reset",
    "reset_password",
    "finish_reset",
    "reset_done",
)
GATE = ("kinomachi", "木の実")


def test_only_the_pages_for_signing_in_are_open_to_visitors(
    browser: FlaskClient,
) -> None:
    views = browser.application.view_functions
    open_pages = {
        endpoint
        for endpoint, view in views.items()
        if endpoint.startswith(SITES) and getattr(view, "open_to_visitors", False)
    }

    steps = ("sign_in", "prove_password", "one_time_password", "prove_mailbox")
    assert open_pages == {
        *(f"{site}{step}" for site in SITES[:3] for step in (*steps, "sign_out")),
        *(f"{site}{step}" for site in SITES[:3] for step in RESET),
        "shop.choose_language",
        "shop.claim",
        "shop.password",
        "shop.manifest",
        "shop.inquiry",
        "shop.send_inquiry",
        "shop.inquiry_sent",
    }


def test_every_other_page_sends_a_visitor_to_sign_in(browser: FlaskClient) -> None:
    for endpoint, path in _closed_pages(browser.application):
        response = browser.get(path, auth=GATE)

        if endpoint.startswith("api."):
            assert response.status_code == 401, endpoint
            assert response.json == {
                "refusal": "bus.not_signed_in",
                "facts": {},
                "sentence": (
                    "ログインの有効時間が過ぎました。もう一度ログインしてください。"
                ),
            }
        else:
            site = endpoint.partition(".")[0]
            assert response.status_code == 303, endpoint
            assert response.location.startswith(f"/{site}/sign-in?next=/{site}/")


def test_a_visitor_without_a_path_is_sent_to_the_shops_site(
    browser: FlaskClient,
) -> None:
    assert browser.get("/").location == "/shop/"


def _closed_pages(app: Flask) -> list[tuple[str, str]]:
    with app.test_request_context():
        return [
            (rule.endpoint, path_of(app, rule))
            for rule in app.url_map.iter_rules()
            if "GET" in (rule.methods or ())
            and rule.endpoint.startswith(SITES)
            and not getattr(
                app.view_functions[rule.endpoint], "open_to_visitors", False
            )
        ]
