"""The Desk, on which a quarter is read and planned, with its Table and its countries."""
