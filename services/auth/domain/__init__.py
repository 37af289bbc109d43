"""Auth's rules: values in, values out."""
