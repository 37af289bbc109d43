"""What settlement is told at start."""

from dataclasses import dataclass

from machiken.settings import Environment, Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where settlement runs, and the keys of finished files and of bank accounts."""

    machiken_env: Environment
    export_file_key: Secret
    account_key: Secret
