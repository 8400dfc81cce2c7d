"""The actions of the desk, tried one after the other by each role."""
