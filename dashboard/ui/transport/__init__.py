"""The transport of a replay: a bar with a track, its keys, and the window it plays in."""
