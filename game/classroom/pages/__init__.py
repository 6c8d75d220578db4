"""What the class sees: trees of nodes for pupils, projector and teacher, and trees as HTML."""
