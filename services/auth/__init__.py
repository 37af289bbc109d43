"""Who may come in, and as whom: merchants, staff, passwords, sign-ins, sessions."""
