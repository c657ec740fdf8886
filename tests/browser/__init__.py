"""The pages in a real browser: the whole walk of a referral, and what axe-core finds."""
