"""Exports: one file per format.

`export(record, out)` writes the whole record. `TO` says where: "stream" is a text stream, "folder" a folder (a `Path`)
that receives several files. The same record gives the same bytes.
"""
