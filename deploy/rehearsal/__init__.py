"""A whole campaign for training: made-up people play it on the moved clock.

Beside the operator's calls everybody comes as people do, over the pages, with the
mails of the mailbox. No door was made for it: nobody redeems in a shop's name.
"""
