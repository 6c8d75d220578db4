"""What content and players can say: items, conditions, effects, plans, dates. Definitions only."""
