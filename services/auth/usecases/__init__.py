"""What auth does: one file for each verb."""
