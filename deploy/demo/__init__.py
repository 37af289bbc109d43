"""The demo town: a whole campaign in miniature, played by an outside client.

It signs in, photographs, redeems and exports as people do: over HTTP, with the mails
of the mailbox and the QRs of the rendered print sheet. Nothing is reached from inside.
"""
