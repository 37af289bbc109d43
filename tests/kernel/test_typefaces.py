"""The typefaces: found where Debian puts them, or their absence clearly said."""

from pathlib import Path

import pytest

from machiken.typefaces import FontMissing, find_font


def test_a_missing_typeface_is_told_with_the_package_that_has_it(
    tmp_path: Path,
) -> None:
    with pytest.raises(FontMissing, match="fonts-morisawa-bizud-gothic"):
        find_font("BIZUDPGothic-Bold", [tmp_path])


def test_a_typeface_is_found_in_any_folder_below(tmp_path: Path) -> None:
    font = tmp_path / "truetype" / "town" / "BIZUDPGothic-Bold.ttf"
    font.parent.mkdir(parents=True)
    font.touch()

    assert find_font("BIZUDPGothic-Bold", [tmp_path / "none", tmp_path]) == font
