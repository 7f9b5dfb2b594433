"""Parts of the History page, and what every plot needs to look back."""
