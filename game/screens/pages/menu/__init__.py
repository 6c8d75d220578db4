"""Pages beside a campaign: title, new campaign, saves, settings, keys, packs, the model's lab."""
