"""What every database and every engine must do alike."""
