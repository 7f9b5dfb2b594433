"""The look of the window: tokens of both themes, type, icons and shapes."""
