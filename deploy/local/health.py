"""Asking processes over HTTP how they are."""

import base64
import json
import urllib.error
import urllib.request
from typing import Any
from urllib.parse import urlsplit

TIMEOUT_S = 3


def answer(url: str) -> dict[str, Any] | None:
    """Return the JSON object at `url`, or None while there is no good answer.

    A user and password in the URL are sent as basic authentication.
    """
    try:
        with _opener().open(_request(url), timeout=TIMEOUT_S) as response:
            body = json.load(response)
    except (OSError, urllib.error.URLError, ValueError):
        return None
    return body if isinstance(body, dict) else {"answer": body}


def is_healthy(url: str) -> bool:
    """Return whether a process says that it is well: any 200 will do."""
    try:
        with _opener().open(_request(url), timeout=TIMEOUT_S):
            return True
    except (OSError, urllib.error.URLError):
        return False


def checks(url: str) -> str:
    """Return what a process says of itself, well or not, for a person to read."""
    try:
        with _opener().open(_request(url), timeout=TIMEOUT_S) as response:
            return str(response.read().decode())
    except urllib.error.HTTPError as unwell:
        return unwell.read().decode(errors="replace")
    except OSError as error:
        return f"no answer ({error})"


def _opener() -> urllib.request.OpenerDirector:
    # A proxy of the machine has no business on the loopback.
    return urllib.request.build_opener(urllib.request.ProxyHandler({}))


def _request(url: str) -> urllib.request.Request:
    parts = urlsplit(url)
    plain = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
    request = urllib.request.Request(plain)  # noqa: S310 - our own http addresses
    if parts.username:
        secret = f"{parts.username}:{parts.password}".encode()
        request.add_header(
            "Authorization", f"Basic {base64.b64encode(secret).decode()}"
        )
    return request
