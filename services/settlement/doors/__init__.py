"""Settlement's doors by theme; `service.py` puts them together."""
