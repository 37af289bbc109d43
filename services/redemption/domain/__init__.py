"""The rules of vouchers: values in, values out."""
