"""One file for each verb and each event, one transaction each."""
