"""What we publish and accept, checked against the published standards."""
