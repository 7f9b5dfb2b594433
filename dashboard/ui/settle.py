"""What Qt does before it paints, brought forward, so that a page that comes is painted once."""

from PySide6.QtCore import QCoreApplication, QEvent


def settle() -> None:
    """Lay out all that has changed and note what was shown, before anything is painted.

    In Qt's own order a plot has the window painted between two steps of its layout, and what is shown is
    painted, then noted as shown, and so painted again.
    """
    for kind in (QEvent.Type.PolishRequest, QEvent.Type.LayoutRequest, QEvent.Type.UpdateLater):
        QCoreApplication.sendPostedEvents(None, kind)
