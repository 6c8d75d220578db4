"""Campaigns without a player: batches of script against script, golden pages, states as plain figures."""
