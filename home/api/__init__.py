"""What every endpoint of the public API shares; the endpoints themselves are in their apps."""
