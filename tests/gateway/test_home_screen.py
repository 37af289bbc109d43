"""What a phone keeps of the site on its home screen (S-ENV-5)."""

import io

from flask.testing import FlaskClient
from PIL import Image


def test_the_home_screen_opens_the_browser_where_cameras_work(
    browser: FlaskClient,
) -> None:
    answer = browser.get("/shop/manifest.webmanifest")
    told = answer.get_json(force=True)

    assert answer.content_type.startswith("application/manifest+json")
    assert told["display"] == "browser"
    assert (told["start_url"], told["scope"]) == ("/shop/", "/shop/")
    assert told["name"]
    assert len(told["short_name"]) <= 12


def test_every_icon_is_there_and_as_large_as_it_says(browser: FlaskClient) -> None:
    told = browser.get("/shop/manifest.webmanifest").get_json(force=True)
    sizes = {}
    for icon in told["icons"]:
        answer = browser.get(icon["src"])
        assert (answer.status_code, answer.mimetype) == (200, icon["type"])
        if icon["type"] == "image/png":
            with Image.open(io.BytesIO(answer.data)) as picture:
                sizes[icon["sizes"]] = f"{picture.width}x{picture.height}"

    assert sizes == {"192x192": "192x192", "512x512": "512x512"}


def test_an_iphone_finds_its_icon_on_the_first_page(browser: FlaskClient) -> None:
    page = browser.get("/shop/sign-in").text
    address = page.partition('rel="apple-touch-icon" href="')[2].partition('"')[0]

    with Image.open(io.BytesIO(browser.get(address).data)) as picture:
        assert picture.size == (180, 180)
