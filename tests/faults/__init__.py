"""Faults staged for real: processes are killed, servers refuse, and nothing may be lost."""
