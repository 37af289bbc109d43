"""The gateway: the town's sites and its command line, without a database of its own.

Shops on phones (`shop`), companies at their PCs (`portal`), the office's staff
(`office`), machines (`api`) and the operator (`cli`). A page turns a form into one
request to a service, and its answer into words.
"""
