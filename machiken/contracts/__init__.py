"""All that crosses a process boundary: one module per owning service."""
