"""Settlement: the books on what the town owes, and files made from them."""
