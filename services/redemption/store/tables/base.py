"""What all tables of the redemption database belong to."""

from machiken import database

METADATA = database.metadata()
