"""The desk's home: what waits for the person who has signed in, and what the site holds."""
