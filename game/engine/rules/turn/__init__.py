"""One quarter: what may be planned, what plans and cards do, and everything that follows."""
