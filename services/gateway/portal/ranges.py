"""Which bytes of a file a browser still wants, where a download had broken off."""

import re
from typing import Final, NamedTuple

_ONE_RANGE: Final = re.compile(r"bytes=(\d{1,15})-(\d{0,15})")


class Wanted(NamedTuple):
    """The first byte and the byte after the last; `partial` if not the whole file."""

    start: int
    stop: int
    partial: bool


def wanted(header: str | None, size: int, *, unchanged: bool) -> Wanted | None:
    """Return the bytes to send, or None where the range lies beyond the file.

    What is no single range from a byte on, or is of another file, gets the whole one.
    """
    found = _ONE_RANGE.fullmatch(header or "")
    if found is None or not unchanged:
        return Wanted(0, size, partial=False)
    start = int(found[1])
    stop = min(int(found[2]) + 1, size) if found[2] else size
    if start >= size or stop <= start:
        return None
    return Wanted(start, stop, partial=True)
