"""What is read from a world: the three figures and the counterfactual runs behind leverage."""
