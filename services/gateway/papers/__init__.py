"""Statements and payouts as papers and spreadsheets, made of a service's answers."""
