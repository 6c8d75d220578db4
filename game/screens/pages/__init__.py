"""One module a screen or a part of one: functions from a scene to nodes."""
