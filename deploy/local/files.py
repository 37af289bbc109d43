"""Files that the runner writes: private, and whole or not at all."""

import os
import shutil
from pathlib import Path


def write(path: Path, text: str, *, owner: str | None = None) -> None:
    """Write `path` with mode 0600; a reader sees the old or the new, never a half."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
    if owner is not None:
        shutil.chown(draft, owner, owner)
    draft.replace(path)
