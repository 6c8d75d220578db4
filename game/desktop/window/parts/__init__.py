"""Parts of a window that hold each other by name: what stands on it, events, focus, typing, announcements, refresh, frames."""
