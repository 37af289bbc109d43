"""The manual's §2 to §7 in Chromium, page by page, with the manual's words."""
