"""Files that a command is given."""

from pathlib import Path

import click

from services.gateway.office_files import text_of


def typed_in(file: Path) -> str:
    """Return the file's text. Raises `BadParameter`."""
    try:
        return text_of(file.read_bytes())
    except UnicodeDecodeError as error:
        raise click.BadParameter(f"{file}: neither UTF-8 nor Shift_JIS") from error
