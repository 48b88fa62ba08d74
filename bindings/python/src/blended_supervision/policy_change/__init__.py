"""What differs between two policies, and what a new one would change for a caseload."""
