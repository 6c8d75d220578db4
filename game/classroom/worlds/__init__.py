"""The campaigns of a session: what can be chosen in them, what was decided, and the quarters that follow."""
