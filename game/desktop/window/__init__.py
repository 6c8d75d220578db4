"""The window of a player: its events, focus, typing, announcements, refresh and frames as parts that hold each other by name."""
