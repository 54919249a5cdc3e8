"""Extractors: one file for each kind of claim, found by the entry points `muniment.extractors`."""
