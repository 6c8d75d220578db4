"""What kept reports and pictures are made of."""
