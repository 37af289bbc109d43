"""How letters and readers lie in PostgreSQL, and the mail server behind them."""
