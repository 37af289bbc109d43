"""Migrations of the auth database."""

from machiken.migrations import run
from services.auth.store.tables import METADATA

run(METADATA)
