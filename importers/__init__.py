"""Other people's listings into the directory: formats, cleaning steps, merge, report.

`importing.run_import` is the one way in. Not here: what the words of a record mean (`directory.facts`), how records are
stored (`directory.store`).

Nothing is imported here: a process that only cleans rows loads this package too, and needs neither readers nor the store.
"""
