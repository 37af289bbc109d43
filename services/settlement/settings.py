"""What settlement is told at start."""

from dataclasses import dataclass

from machiken.settings import Environment, Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where settlement runs, and the key under which it keeps finished files."""

    machiken_env: Environment
    export_file_key: Secret
