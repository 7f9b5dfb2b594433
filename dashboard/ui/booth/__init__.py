"""The booth: a loop that attracts, alarms that interrupt it, visitors, and a screen that stays on."""
