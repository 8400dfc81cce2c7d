"""What the site tells of itself to those who run it: logs, figures and errors (decision 38)."""
