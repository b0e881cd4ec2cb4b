"""What viewers bring from other services: one file for each foreign form. Pure: no database."""
