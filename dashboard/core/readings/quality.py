"""What a reading is worth."""

from enum import IntEnum


class Quality(IntEnum):
    """From good to none; process alarms are judged on GOOD and UNCERTAIN only."""

    GOOD = 0
    UNCERTAIN = 1  #: changed faster than its property can
    STUCK = 2  #: too many equal readings in a row
    OUT_OF_RANGE = 3  #: outside what the property can be
    STALE = 4  #: nothing new for several periods
    MISSING = 5  #: never measured


#: The worst quality on which a process alarm may be judged.
USABLE = Quality.UNCERTAIN
