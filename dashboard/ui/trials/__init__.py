"""Two alarm configurations on the same recording, side by side."""
