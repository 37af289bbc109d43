"""One file for each event, each verb, and each task of the worker."""
