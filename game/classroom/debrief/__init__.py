"""What a class looks back on: the folder report, the debrief page, the export."""
