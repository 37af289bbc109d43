"""Migrations of the notify database."""

from machiken.migrations import run
from services.notify.store.tables import METADATA

run(METADATA)
