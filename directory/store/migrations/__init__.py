"""Steps from one shape of the directory's tables to the next. Run by `directory.store.migration`, never by hand."""
