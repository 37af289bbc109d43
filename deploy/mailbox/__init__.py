"""The town's mailbox for demonstrations and tests: takes every mail, delivers none."""
