"""HTTP, pages, command line and worker: the only place that wires the parts together."""
