"""How a campaign is judged: figures, mandates, the successor's years, the verdict."""
