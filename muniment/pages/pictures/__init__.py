"""Pictures: SVG drawn on the server, each with a title and description, and a table with the same facts beside it.

A picture inside a page takes its colours from the page's stylesheet by class; one that is downloaded brings its own,
with its citation and the working-copy mark. Colour never says anything that shape or words do not say too.
"""
