"""What explains the window: the keys, what it is made of, the tour."""
