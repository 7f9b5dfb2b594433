"""What pages are called below their icons, and their domains in the legend of the map."""

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def short_names() -> dict[str, str]:
    """Words that fit below an icon, in the current language; other domains have their own name there."""
    return {
        "city": translate("registry", "City"),
        "air_quality": translate("registry", "Air"),
        "water": translate("registry", "Water"),
        "landslide": translate("registry", "Slopes"),
        "traffic": translate("registry", "Traffic"),
        "parking": translate("registry", "Parking"),
        "weather": translate("registry", "Weather"),
        "platform": translate("registry", "Platform"),
        "alarms": translate("registry", "Alarms"),
        "history": translate("registry", "History"),
        "mayor": translate("registry", "Mayor"),
        "driver": translate("registry", "Driver"),
    }
