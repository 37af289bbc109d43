"""How the books lie in PostgreSQL."""
