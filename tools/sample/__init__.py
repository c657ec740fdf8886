"""The bundled sample: a fictional network of agencies on the real geography around Albuquerque, made from tables.

`python -m tools.sample` writes `data/sample/` anew, the same every time. Not for: tests' own fixtures.
"""
