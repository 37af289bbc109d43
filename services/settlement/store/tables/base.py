"""What all tables of the settlement database belong to."""

from sqlalchemy import DateTime

from machiken import database

METADATA = database.metadata()
MOMENT = DateTime(timezone=True)
