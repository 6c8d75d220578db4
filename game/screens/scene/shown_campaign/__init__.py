"""The campaign that is on the screens: what is open, the plan being made, and what is worked out beside."""
