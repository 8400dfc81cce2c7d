"""What every template needs."""
