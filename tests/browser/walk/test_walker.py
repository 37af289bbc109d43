"""What the walk would complain of, planted: who never hears anything proves nothing."""

from typing import Final

from tests.browser.phone import browsing
from tests.browser.walk.album import Album
from tests.browser.walk.walker import TELLS_VIOLATIONS, Screen, Walk
from tests.chromium import PHONE
from tests.journeys.town import Town

PLANTED: Final = """() => {
  const script = document.createElement("script");
  script.textContent = "1";
  const field = document.createElement("input");
  field.style.width = "900px";
  const narrow = document.createElement("input");
  narrow.style.width = "40px";
  document.body.append(script, field, narrow);
}"""
SCREEN: Final = Screen(at="planted", heading="加盟店ログイン", in_album=False)


def test_inline_scripts_nameless_fields_and_what_is_too_wide_or_small_are_noticed(
    town: Town,
) -> None:
    with browsing(size=PHONE) as context:
        context.add_init_script(TELLS_VIOLATIONS)
        walk = Walk(context.new_page(), Album({}), "planted")
        walk.page.goto(f"{town.urls['SHOP_URL']}?issuer={town.rules.issuer_code}")
        walk.sees(SCREEN)
        assert walk.complaints + walk.errors == []

        walk.page.evaluate(PLANTED)
        walk.sees(SCREEN)

    assert any("policy refuses script-src" in each for each in walk.errors)
    assert [each for each in walk.complaints if "wide on 360 px" in each]
    assert [each for each in walk.complaints if "label" in each]
    assert [each for each in walk.complaints if "40 px on 180 px" in each]
