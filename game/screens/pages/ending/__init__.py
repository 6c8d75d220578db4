"""After the last quarter: the successor's years, the verdict, the statistics."""
