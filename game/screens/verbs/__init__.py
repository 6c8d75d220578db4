"""What controls do: one function a verb, found by name through `scene/routes.py`."""
