"""Teaching material on paper: lesson plans and what goes with them, made from content, as printable pages and as Markdown."""
