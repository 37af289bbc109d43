"""Notify: the letters that the town sends, and their way to the reader."""
