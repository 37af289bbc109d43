"""Migrations of the settlement database."""

from machiken.migrations import run
from services.settlement.store.tables import METADATA

run(METADATA)
