"""The reference of the pack format, made from the definitions that read packs: JSON Schema for editors, the manual for people."""
