"""Doors of the redemption service that `service.py` has no room for."""
