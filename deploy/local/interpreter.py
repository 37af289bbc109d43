"""Which Python the environment is made from.

Runs on the system's bare Python 3.9 or newer, with the standard library only.
"""

import shutil
import subprocess

SYSTEM = "/usr/bin/python3"
OLDEST = (3, 11)
NEWEST = (3, 13)


def best() -> "str | None":
    """Return the interpreter to use, or None to let uv find or fetch one.

    The distribution's own comes first: interpreters built by hand (pyenv's among
    them) are usually built without optimisation and make everything a quarter
    slower, which a bench and a person both notice.
    """
    names = [SYSTEM, *(f"/usr/bin/python3.{minor}" for minor in (13, 12, 11))]
    names += [f"python3.{minor}" for minor in (13, 12, 11)]
    for name in [*names, "python3"]:
        found = shutil.which(name)
        if found is not None and _fits(found):
            return found
    return None


def _fits(python: str) -> bool:
    said = subprocess.run(  # noqa: S603
        [python, "-c", "import sys; print(*sys.version_info[:2])"],
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ).stdout.split()
    return bool(said) and OLDEST <= (int(said[0]), int(said[1])) <= NEWEST
