"""Migrations of the redemption database."""

from machiken.migrations import run
from services.redemption.store.tables import METADATA

run(METADATA)
