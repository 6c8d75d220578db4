"""The model against the record: back-tests, calibration, sensitivity."""
