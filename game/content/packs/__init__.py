"""Where packs lie and what is read of them, item by item, unjudged."""
