"""What plans, cards and time do to a state: policy, deals, the deck, the brink, third countries, plants, a quarter's accounts."""
