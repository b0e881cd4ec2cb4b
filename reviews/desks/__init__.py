"""The desks of the admin at which staff curate what critics say."""
