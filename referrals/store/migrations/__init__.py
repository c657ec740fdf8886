"""Steps from one shape of the referrals tables to the next. Run by `referrals.store.migration`, never by hand."""
