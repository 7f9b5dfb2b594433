"""What a reading is compared with: limits, the averages and rates they look at, and silence."""
