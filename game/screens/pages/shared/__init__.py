"""Parts that stand on several pages."""
