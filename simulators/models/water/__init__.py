"""Rivers, their quality, bathing beaches and the drinking network."""
