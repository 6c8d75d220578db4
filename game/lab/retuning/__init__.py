"""Everything that is measured and kept, made afresh in order after the model or the content has changed."""
