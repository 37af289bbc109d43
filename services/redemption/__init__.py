"""Campaigns, vouchers, and taking them in: once, never twice."""
