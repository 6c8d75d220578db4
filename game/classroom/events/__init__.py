"""What happens in a session: the events, the state that follows from them, and the log that keeps them."""
