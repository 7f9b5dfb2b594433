"""What a mayor is told of each figure: one plain sentence, by how it is."""

from PySide6.QtCore import QCoreApplication

from dashboard.core.alarms.event import Priority
from dashboard.ui.pages.city_cards import CityFigure

translate = QCoreApplication.translate


def sentence(figure: CityFigure) -> str:
    """One sentence on a figure of the city page; on one that is not known, that nothing is known."""
    if not figure.known:
        return translate("mayor", "Nothing is known yet.")
    told = {
        "air_quality": _air,
        "water": _rivers,
        "landslide": _slopes,
        "traffic": _traffic,
        "parking": _parking,
    }[figure.page](figure.priority)
    return told.replace("%1", figure.figure).replace("%2", figure.word.lower())


def _air(priority: Priority) -> str:
    match priority:
        case Priority.NONE:
            return translate("mayor", "The air is %2: nobody need change their plans.")
        case Priority.ADVISORY:
            return translate("mayor", "The air is %2: fragile people should take it easy.")
        case _:
            return translate("mayor", "The air is %2: no effort outdoors, for anybody.")


def _rivers(priority: Priority) -> str:
    match priority:
        case Priority.NONE:
            return translate("mayor", "Every river stays within its bed.")
        case Priority.ADVISORY:
            return translate("mayor", "Rivers rise: keep an eye on their banks.")
        case Priority.WARNING:
            return translate("mayor", "Rivers are about to leave their beds: clear the banks.")
        case Priority.ALARM:
            return translate("mayor", "Rivers are in flood: nobody on the banks or in underpasses.")


def _slopes(priority: Priority) -> str:
    match priority:
        case Priority.NONE:
            return translate("mayor", "Every slope holds. Below 1 the weakest would give way.")
        case Priority.ADVISORY:
            return translate("mayor", "A slope grows weaker. Below 1 it gives way.")
        case Priority.WARNING:
            return translate("mayor", "A slope is near its limit. Below 1 it gives way.")
        case Priority.ALARM:
            return translate("mayor", "A slope may give way any moment: keep people away.")


def _traffic(priority: Priority) -> str:
    match priority:
        case Priority.NONE:
            return translate("mayor", "Traffic flows everywhere.")
        case Priority.ADVISORY:
            return translate("mayor", "Traffic is dense on the slowest road.")
        case _:
            return translate("mayor", "Traffic is jammed: send drivers another way.")


def _parking(priority: Priority) -> str:
    match priority:
        case Priority.NONE:
            return translate("mayor", "There is room for those who come.")
        case Priority.ADVISORY:
            return translate("mayor", "Places become scarce.")
        case _:
            return translate("mayor", "The car parks are nearly full: send drivers to park and ride.")
