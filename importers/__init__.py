"""Other people's listings into the directory: formats, cleaning steps, merge, report."""
