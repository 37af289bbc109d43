"""`python -m deploy.probe URL`: a container's health check, 0 for an answer of 200."""

import sys
import urllib.request

TIMEOUT_S = 4


def main() -> None:
    """Ask, and fail with the reason."""
    urllib.request.urlopen(sys.argv[1], timeout=TIMEOUT_S).close()  # noqa: S310 - ours


if __name__ == "__main__":
    main()
