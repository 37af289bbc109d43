"""What auth keeps: tables, and functions over a transaction."""
