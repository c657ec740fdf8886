"""Need codes: the closed list that listings, clients and searches share, and the way from other people's categories to it.

Not for: reading a coach's sentence (`matching.words`).
"""
