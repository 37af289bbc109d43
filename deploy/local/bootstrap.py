"""From a bare machine to the locked environment, then on to `deploy.local`.

usage: python3 -m deploy.local.bootstrap [--tests] [up|down|status|logs|demo|env|run …]

Runs on the system's bare Python 3.9 or newer, with the standard library only. With
nothing missing it costs a tenth of a second.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from deploy.local import debian, interpreter

CLONE = Path(__file__).resolve().parents[2]
VENV = CLONE / ".venv"
OWN_UV = CLONE / ".run" / "uv"
UV_VERSION = "0.13.9"
STOPPING = {"down", "status", "logs", "env"}  # these need no servers installed


def main() -> None:
    """Install what is missing and become the runner."""
    words = sys.argv[1:]
    tests = "--tests" in words
    words = [word for word in words if word != "--tests"]
    if not (words and words[0] in STOPPING and (VENV / "bin/python").exists()):
        uv_is_here = _is_synced() or _found_uv() is not None
        debian.ensure(uv_is_here=uv_is_here, tests=tests)
        _sync()
        if tests:
            _ensure_browser()
    if words:
        sys.stdout.flush()
        os.chdir(CLONE)
        python = str(VENV / "bin" / "python")
        os.execv(python, [python, "-m", "deploy.local", *words])  # noqa: S606


def _stamp() -> str:
    digest = hashlib.sha256(sys.platform.encode())
    for name in ("pyproject.toml", "uv.lock"):
        digest.update((CLONE / name).read_bytes())
    return digest.hexdigest()


def _is_synced() -> bool:
    kept = VENV / "machiken-synced"
    return kept.exists() and kept.read_text() == _stamp()


def _sync() -> None:
    if _is_synced():
        return
    command = [_found_uv() or _own_uv(), "sync", "--locked", "--quiet"]
    python = interpreter.best()
    if python is not None:
        command += ["--python", python]
    environment = {**os.environ, "UV_PROJECT_ENVIRONMENT": str(VENV)}
    environment.pop("VIRTUAL_ENV", None)
    print(
        f"Making the environment with {python or 'the Python that uv finds'}",
        flush=True,
    )
    done = subprocess.run(command, check=False, cwd=CLONE, env=environment)  # noqa: S603
    if done.returncode != 0:
        sys.exit("uv could not make the environment; it says why above.")
    _compile()
    (VENV / "machiken-synced").write_text(_stamp())


def _compile() -> None:
    """Compile once what a dozen processes would each compile at their first start."""
    python = str(VENV / "bin" / "python")
    packages = next(VENV.glob("lib/python3*/site-packages"))
    own = [str(CLONE / name) for name in ("machiken", "services", "deploy")]
    subprocess.run(  # noqa: S603
        [python, "-m", "compileall", "-q", "-q", "-j", "0", str(packages), *own],
        check=False,  # a package may carry a file for another Python
        stdout=subprocess.DEVNULL,
    )


def _found_uv() -> "str | None":
    own = OWN_UV / "bin" / "uv"
    if own.exists():
        return str(own)
    found = shutil.which("uv")
    if found is None:
        return None
    said = subprocess.run(  # noqa: S603
        [found, "--version"],
        check=False,
        stdout=subprocess.PIPE,
        text=True,
    ).stdout.split()
    # An older one does not read the relative `exclude-newer` of our pyproject.
    new_enough = len(said) > 1 and _version(said[1]) >= _version("0.10")
    return found if new_enough else None


def _version(text: str) -> "tuple[int, ...]":
    return tuple(int(part) for part in text.split(".")[:2] if part.isdigit())


def _own_uv() -> str:
    print(f"Fetching uv {UV_VERSION} into {OWN_UV}", flush=True)
    shutil.rmtree(OWN_UV, ignore_errors=True)
    pip = [str(OWN_UV / "bin" / "python"), "-m", "pip", "install", "--quiet"]
    for command in (
        [sys.executable, "-m", "venv", str(OWN_UV)],
        [*pip, f"uv=={UV_VERSION}"],
    ):
        if subprocess.run(command, check=False).returncode != 0:  # noqa: S603
            shutil.rmtree(OWN_UV, ignore_errors=True)
            sys.exit("uv could not be fetched; the lines above say why.")
    return str(OWN_UV / "bin" / "uv")


def _ensure_browser() -> None:
    if any(shutil.which(name) for name in ("chromium", "chromium-browser")):
        return
    playwright = str(VENV / "bin" / "playwright")
    command = [playwright, "install", "--with-deps", "chromium"]
    if subprocess.run(command, check=False).returncode != 0:  # noqa: S603
        sys.exit("The browser tests need Chromium; install it and try again.")


if __name__ == "__main__":
    main()
