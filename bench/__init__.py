"""What one redemption costs, beside the same work without a bus, and without Python."""
