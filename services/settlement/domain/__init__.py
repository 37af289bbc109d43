"""The rules of the books and of the exports: values in, values out."""
