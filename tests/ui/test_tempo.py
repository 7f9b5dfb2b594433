"""How often the window beats: chosen from what its frames cost, and whether it is seen."""

from dashboard.ui.tempo import BUSY, CALM, FAST, SLOW, Tempo


def played(shares: list[float], watched: bool = True) -> list[float]:
    """The period after each second in which the thread took such a share of a core."""
    tempo, moment, spent, found = Tempo(), 100.0, 7.0, []
    tempo.follow(moment, spent, watched)
    for share in shares:
        for _ in range(50):
            moment, spent = moment + 0.02, spent + 0.02 * share
            tempo.follow(moment, spent, watched)
        found.append(tempo.period)
    return found


def test_it_begins_slowly_and_beats_fast_once_that_is_known_to_be_cheap():
    tempo = Tempo()
    assert tempo.period == SLOW
    tempo.follow(100.0, 7.0, True)
    assert tempo.period == SLOW
    assert played([0.05]) == [FAST]


def test_dear_frames_come_half_as_often_until_they_are_cheap_again():
    assert played([0.05, 0.3, 0.3, 0.05]) == [FAST, SLOW, SLOW, FAST]


def test_between_the_two_shares_it_stays_as_it_is():
    between = (CALM + BUSY) / 2
    assert played([0.05, between, between]) == [FAST, FAST, FAST]
    assert played([0.3, between, between]) == [SLOW, SLOW, SLOW]


def test_what_nobody_sees_is_not_hurried():
    assert played([0.01, 0.01], watched=False) == [SLOW, SLOW]


def test_a_rest_is_no_measure():
    tempo = Tempo()
    tempo.follow(100.0, 0.0, True)
    tempo.follow(101.0, 0.05, True)
    assert tempo.period == FAST
    tempo.rest()
    assert tempo.period == SLOW
    tempo.follow(5000.0, 900.0, True)  # the first beat after it tells nothing
    assert tempo.period == SLOW
    tempo.follow(5001.0, 900.05, True)
    assert tempo.period == FAST
