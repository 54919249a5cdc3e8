"""Built-in extractors, one file for each kind of claim; they come in by the entry points `muniment.extractors`."""
