"""What tests in a real browser begin with: a window, whose console stays silent."""

from collections.abc import Iterator

import pytest

from tests.browser.window import Window, window


@pytest.fixture
def phone() -> Iterator[Window]:
    """Return a fresh phone-sized Chromium; it must have complained of nothing."""
    with window() as opened:
        yield opened
        assert opened.errors == []
