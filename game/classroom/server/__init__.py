"""What serves a class: the session at work, guards against bad requests, and the web application."""
