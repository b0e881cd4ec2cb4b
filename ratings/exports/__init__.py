"""What viewers take with them: all that they said, in forms that others read and in our own."""
