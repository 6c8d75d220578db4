"""What a campaign is between two turns: its record, what a side may observe of it, its digest."""
