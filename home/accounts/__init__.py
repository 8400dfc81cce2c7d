"""The people of the desk: what each may reach, and how they sign in."""
