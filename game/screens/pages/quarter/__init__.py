"""Between two Desks: briefing, reveal, brink, and why figures moved."""
