"""What the redemption service is told by its environment."""

from dataclasses import dataclass

from machiken.settings import Environment, Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Keys of the voucher codes and of the print files."""

    machiken_env: Environment
    voucher_code_key: Secret
    print_file_key: Secret
