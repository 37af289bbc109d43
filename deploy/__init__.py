"""How Machiken is run: locally, in containers, on a cluster."""
