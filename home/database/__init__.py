"""PostgreSQL as the site asks it: nobody waits for a server that hangs (decision 42)."""
