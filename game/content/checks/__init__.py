"""What is judged of items beyond their shape: one module a kind of check."""
