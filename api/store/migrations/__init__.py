"""Steps from one shape of the account tables to the next. Run by `api.store.migration`, never by hand."""
