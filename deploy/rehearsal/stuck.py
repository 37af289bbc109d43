"""What ends a play before its end."""


class Stuck(Exception):  # noqa: N818 - says what did not happen
    """Something did not come about; the message says what."""
