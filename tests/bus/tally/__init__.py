"""A service that exists for the bus's tests only: it leaves marks, on every path."""
