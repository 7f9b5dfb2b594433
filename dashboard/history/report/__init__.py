"""One page about a session, for whoever was not there."""
