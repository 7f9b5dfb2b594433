"""The control room without screen, network or clock: numpy and config only."""
