"""The local runner: a whole town on one machine, under a supervisor."""
