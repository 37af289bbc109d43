"""What the redemption database holds, and how it is read and written."""
