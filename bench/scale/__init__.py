"""What a whole campaign's vouchers and a big merchant's payments cost."""
