"""What a session is, without any network: its file and code, hand-in files, and their verification."""
