"""Files as offices save them: in UTF-8, or in the Windows of their PCs."""


def text_of(content: bytes) -> str:
    """Return the file's text, in UTF-8 or Shift_JIS. Raises `UnicodeDecodeError`."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp932")
