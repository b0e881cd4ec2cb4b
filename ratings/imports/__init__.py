"""What viewers bring from other services: one file for each foreign form. Pure: no database.

`reading.read` recognises a file and reads it; `brought` says in which form it answers.
"""
