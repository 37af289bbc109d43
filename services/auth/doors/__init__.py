"""Doors of the auth service that `service.py` has no room for."""
