"""What a side's observations have to tell: the weightiest of a quarter, how mandates and the verdict stand, when plants open."""
