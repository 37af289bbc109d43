"""Doors of the notify service that `service.py` has no room for."""
