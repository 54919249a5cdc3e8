"""Views: what each page asks of the record, one file per page; templates only lay out what stands here."""
