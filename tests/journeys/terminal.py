"""A terminal at which `machiken` is typed, as a test's step."""

import json
from typing import Any

from click.testing import CliRunner

from services.gateway.cli import machiken
from tests.journeys.town import Town


class Terminal:
    """A terminal whose commands answer as JSON."""

    def __init__(self, town: Town) -> None:
        """Take the operator's environment of the town."""
        self._env = town.stack.environment("operator") | {
            "ISSUER_CODE": town.rules.issuer_code
        }

    def run(self, *command: str, exits: int = 0) -> Any:
        """Run a command that ends with this code; return what it answered."""
        result = CliRunner().invoke(machiken, [*command, "--json"], env=self._env)
        assert result.exit_code == exits, result.output
        return json.loads(result.stdout.splitlines()[-1])
