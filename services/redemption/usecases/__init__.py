"""What the redemption service does: one verb, one file, one transaction."""
