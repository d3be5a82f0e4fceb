"""People who sign in: invitations, passwords, sessions, roles."""
