import pytest

from services.auth.domain.device_name import UNKNOWN, device_name

WEBKIT = "AppleWebKit/605.1.15 (KHTML, like Gecko)"
CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X)"
ANDROID = "Mozilla/5.0 (Linux; Android 14; SC-51D)"
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)"
MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)"


@pytest.mark.parametrize(
    ("user_agent", "called"),
    [
        (f"{ANDROID} {CHROME} Mobile Safari/537.36", "Android の Chrome"),
        (
            f"{ANDROID} AppleWebKit/537.36 SamsungBrowser/27.0 Chrome/125.0 Mobile",
            "Android の Samsung Internet",
        ),
        (
            "Mozilla/5.0 (Android 14; Mobile; rv:133.0) Gecko/133.0 Firefox/133.0",
            "Android の Firefox",
        ),
        (
            f"{PHONE} {WEBKIT} Version/17.6 Mobile/15E148 Safari/604.1",
            "iPhone の Safari",
        ),
        (
            f"{PHONE} {WEBKIT} CriOS/131.0 Mobile/15E148 Safari/604.1",
            "iPhone の Chrome",
        ),
        (f"{PHONE} {WEBKIT} Mobile/15E148 Safari Line/14.21.0", "iPhone の LINE"),
        (f"{PHONE} {WEBKIT} Mobile/15E148", "iPhone のブラウザー"),
        (
            f"Mozilla/5.0 (iPad; CPU OS 12_5 like Mac OS X) {WEBKIT} Version/12.1",
            "iPad の Safari",
        ),
        (f"{WINDOWS} {CHROME} Safari/537.36 Edg/131.0", "Windows の Edge"),
        (f"{WINDOWS} {CHROME} Safari/537.36", "Windows の Chrome"),
        (f"{MAC} {WEBKIT} Version/17.6 Safari/605.1.15", "Mac の Safari"),
        (
            "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) Chrome/131.0",
            "Chromebook の Chrome",
        ),
        (f"{ANDROID} {WEBKIT} Version/4.0 Mobile", "Android のブラウザー"),
        ("Mozilla/5.0 (X11; Linux x86_64) Firefox/133.0", "Linux の Firefox"),
    ],
)
def test_a_device_is_called_as_its_owner_would(user_agent: str, called: str) -> None:
    assert device_name(user_agent) == called


@pytest.mark.parametrize("said", ["curl/8.0", "\ud800", "<script>", " "])
def test_what_nobody_knows_is_called_unknown(said: str) -> None:
    assert device_name(said) == UNKNOWN


def test_who_is_no_browser_has_no_device() -> None:
    assert device_name("") == ""


def test_nobody_makes_us_read_a_novel() -> None:
    assert device_name("x" * 1_000_000 + WINDOWS) == UNKNOWN
