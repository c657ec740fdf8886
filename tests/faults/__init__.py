"""What happens when something is killed or missing in the middle."""
