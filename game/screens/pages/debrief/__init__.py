"""The debrief as parts of one tree, for window, terminal and report: what did most, where the points went, the story."""
