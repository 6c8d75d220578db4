"""What stands under a number that a player can open: ids and numbers, no words."""
