"""What a finished campaign's decisions did: the same history played again without them, and what that cost or brought."""
