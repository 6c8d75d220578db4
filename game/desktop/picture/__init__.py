"""Paints a whole layout: the still picture in steps, what lies over it, soft changes; and pictures without a window."""
