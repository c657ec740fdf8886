"""One file a step, in the order of their numbers; never edited once it has run anywhere."""
