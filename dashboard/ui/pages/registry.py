"""Which page stands for which name: the one place to add a page."""

from collections.abc import Callable
from typing import Final

from dashboard.ui.context import Context
from dashboard.ui.pages.air_quality import AirQualityPage
from dashboard.ui.pages.alarms import AlarmsPage
from dashboard.ui.pages.city import CityPage
from dashboard.ui.pages.domain import DomainPage
from dashboard.ui.pages.history import HistoryPage
from dashboard.ui.pages.landslide import LandslidePage
from dashboard.ui.pages.page import Page
from dashboard.ui.pages.parking import ParkingPage
from dashboard.ui.pages.traffic import TrafficPage
from dashboard.ui.pages.water import WaterPage
from dashboard.ui.pages.weather import WeatherPage
from dashboard.ui.views.driver import DriverView
from dashboard.ui.views.mayor import MayorView
from dashboard.ui.views.platform import PlatformPage

#: Page name -> what builds it; every other domain of a city gets the generic page.
PAGES: Final[dict[str, Callable[[Context, str], Page]]] = {
    "city": CityPage,
    "air_quality": AirQualityPage,
    "water": WaterPage,
    "landslide": LandslidePage,
    "traffic": TrafficPage,
    "parking": ParkingPage,
    "weather": WeatherPage,
    "platform": PlatformPage,
    "alarms": AlarmsPage,
    "history": HistoryPage,
    "mayor": MayorView,
    "driver": DriverView,
}


def build(name: str, context: Context) -> Page:
    """The page of that name, built when it is first needed: whole before it is put into a window.

    What is put into a window, Qt styles with all that is in it.
    """
    return PAGES.get(name, DomainPage)(context, name)
