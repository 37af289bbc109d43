"""The five services of Machiken."""
