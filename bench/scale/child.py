"""Work in a process of its own, so that its memory can be told: issuing, verifying.

`python -m bench.scale.child issue|verify SCHEMA`; database and keys come by the
environment. Prints one line of JSON.
"""

import json
import os
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from bench.scale.ground import Ground, Keys
from services.redemption.usecases.verify import verify

MIB_KIB: Final = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What the work took."""

    result: int
    """Vouchers issued, or differences found."""
    took_s: float
    idle_mib: int
    """The most memory ever used before it began."""
    max_mib: int
    """The most memory ever used until it ended."""


def run(ground: Ground, work: str) -> Done:
    """Let a child do the work on this ground, and return what it took."""
    told = {
        "PATH": os.environ["PATH"],
        "URL": ground.url,
        "CODE_KEY": ground.keys.code_key,
        "FILE_KEY": ground.keys.file_key,
    }
    words = [sys.executable, "-m", "bench.scale.child", work, ground.schema]
    done = subprocess.run(  # noqa: S603 - this very module
        words, env=told, check=True, stdout=subprocess.PIPE, text=True
    )
    return Done(**json.loads(done.stdout))


def _main(work: str, schema: str) -> None:
    keys = Keys(code_key=os.environ["CODE_KEY"], file_key=os.environ["FILE_KEY"])
    ground = Ground(url=os.environ["URL"], schema=schema, keys=keys)
    with ground.db.begin() as tx:
        tx.connection()
    idle_mib, began = _most_mib(), time.perf_counter()
    if work == "issue":
        result = ground.issue()
    else:
        with ground.db.begin() as tx:
            result = len(verify(tx).differences)
    took_s = time.perf_counter() - began
    done = Done(result=result, took_s=took_s, idle_mib=idle_mib, max_mib=_most_mib())
    print(json.dumps(asdict(done)))


def _most_mib() -> int:
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) // MIB_KIB
    raise AssertionError("the kernel tells how much memory was used")


if __name__ == "__main__":
    _main(*sys.argv[1:])
