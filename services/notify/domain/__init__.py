"""What letters say and how long they are tried: values in, values out."""
