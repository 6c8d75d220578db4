"""What is heard of the window: sound cues, spoken text, and the connection to the system's screen reader."""
