"""Scripts for those who work on Wraparound: set-up, benchmark, boundaries. Never imported by the application."""
