"""What the fields of content may hold: bounds, references, places, unions told apart by their kind."""
