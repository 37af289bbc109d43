"""A new key for auth's tokens while everybody works: announced, switched to, forgotten.

`python -m deploy.local rotate` does it to a local stack. Elsewhere, for a `.env`:

    python -m deploy.rotation .env announce    # then restart all services
    python -m deploy.rotation .env switch      # then restart auth
    python -m deploy.rotation .env forget      # 2 minutes later; restart all services

After each step the services that run and those that start understand each other.
"""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from deploy import keys
from deploy.local import files

TOKENS_LIVE_S: Final = 60 + 10 + 30
"""How long a token of the old key may still come: its life, the leeway, a memory."""


def announce(secrets: Mapping[str, str]) -> dict[str, str]:
    """Return the secrets with a next key, which verifiers know and nobody signs with.

    Raises `SystemExit` while an earlier rotation is under way.
    """
    if keys.UNDER_WAY & set(secrets):
        raise SystemExit("A rotation is under way: switch, then forget.")
    present = secrets["ACTOR_SIGNING_KEY"].partition("=")[0]
    number = int(present.removeprefix("auth") or 1) + 1
    return keys.complete(
        {**secrets, "ACTOR_NEXT_KEY": keys.signing_key(f"auth{number}")}
    )


def switch(secrets: Mapping[str, str]) -> dict[str, str]:
    """Return the secrets with the next key as the one that signs."""
    if "ACTOR_NEXT_KEY" not in secrets:
        raise SystemExit("No next key is announced.")
    left = dict(secrets)
    last = keys.public_key(left["ACTOR_SIGNING_KEY"])
    left["ACTOR_SIGNING_KEY"] = left.pop("ACTOR_NEXT_KEY")
    return keys.complete({**left, "ACTOR_LAST_PUBLIC_KEY": last})


def forget(secrets: Mapping[str, str]) -> dict[str, str]:
    """Return the secrets without the key that signed before."""
    if "ACTOR_LAST_PUBLIC_KEY" not in secrets:
        raise SystemExit("There is no old key to forget.")
    left = dict(secrets)
    del left["ACTOR_LAST_PUBLIC_KEY"]
    return keys.complete(left)


STEPS: Final[Mapping[str, Callable[[Mapping[str, str]], dict[str, str]]]] = {
    "announce": announce,
    "switch": switch,
    "forget": forget,
}


def main(words: list[str]) -> int:
    """Take one step in a `.env`; its other lines stay as they are."""
    if len(words) != 2 or words[1] not in STEPS:  # noqa: PLR2004 - file and step
        print(__doc__)
        return 2
    file = Path(words[0])
    lines = file.read_text(encoding="utf-8").splitlines()
    pairs = dict(line.split("=", 1) for line in lines if "=" in line and line[0] != "#")
    stepped = STEPS[words[1]](pairs)
    ours = keys.ROTATED | keys.UNDER_WAY
    kept = [line for line in lines if line.partition("=")[0] not in ours]
    told = [f"{name}={stepped[name]}" for name in sorted(ours & set(stepped))]
    files.write(file, "\n".join([*kept, *told, ""]))
    print(f"{words[1]}: done. Restart what the steps say.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
