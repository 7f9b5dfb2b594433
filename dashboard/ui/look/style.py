"""What Qt paints itself in the colours of a theme: style sheet and palette."""

from string import Template
from typing import Final

from PySide6.QtGui import QColor, QPalette

from dashboard.ui.look.theme import Theme

#: Widgets say what they are with the dynamic property `role`; fonts are set in code (`fonts.font`),
#: because a style sheet cannot ask for tabular digits.
_SHEET: Final = Template("""
QMainWindow, QDialog { background: $ground; }
QWidget { color: $ink; }
QWidget[role="ground"] { background: $ground; }
QFrame[role="panel"] { background: $panel; border: 1px solid $hairline; border-radius: 12px; }
QFrame[role="bar"] { background: $raised; border: none; border-bottom: 1px solid $hairline; }
QFrame[role="transport"] { background: $raised; border: none; border-top: 2px solid $accent; }
QFrame[role="rail"] { background: $raised; border: none; border-right: 1px solid $hairline; }
QFrame[role="drawer"] { background: $raised; border: none; border-left: 1px solid $hairline; }
QFrame[role="line"] { background: $hairline; border: none; }
QLabel { background: transparent; }
QLabel[role="soft"] { color: $ink_soft; }
QLabel[role="faint"] { color: $ink_faint; }
QLabel[role="accent"] { color: $accent; }
QLabel[state="poor"] { color: $ink_faint; }
QLabel[state="advisory"] { color: $advisory_text; }
QLabel[state="warning"] { color: $warning_text; }
QLabel[state="alarm"] { color: $alarm_text; }

QFrame[role="notice"] { background: $warning_tint; border: 1px solid $warning; border-radius: 8px; }
QFrame[role="notice"][waits="true"] { background: $raised; border-color: $accent; }
QProgressBar { background: $ground; border: 1px solid $hairline; border-radius: 5px; color: $ink; }
QProgressBar::chunk { background: $accent; border-radius: 4px; }

QPushButton, QToolButton {
  background: transparent; border: 1px solid $hairline; border-radius: 8px; padding: 5px 12px;
}
QPushButton:hover, QToolButton:hover { background: $hover; }
QPushButton:pressed, QToolButton:pressed { background: $selected; }
QPushButton:checked, QToolButton:checked { background: $selected; border-color: $accent; color: $ink; }
QPushButton:disabled, QToolButton:disabled { color: $ink_faint; }
QPushButton[role="flat"], QToolButton[role="flat"] { border-color: transparent; padding: 5px 8px; }
QPushButton[role="choice"] { color: $ink_soft; padding: 4px 10px; }
QPushButton[role="choice"]:checked { color: $ink; }
QPushButton[role="chip"] {
  background: $selected; color: $ink; border-color: $accent; border-radius: 10px; padding: 1px 10px;
}
QPushButton[role="chip"]:hover { background: $hover; }
QPushButton[role="primary"] { border-color: $accent; color: $accent; }
QPushButton:focus, QToolButton:focus { border: 2px solid $accent; padding: 4px 11px; }
QPushButton[role="flat"]:focus, QToolButton[role="flat"]:focus { padding: 4px 7px; }
QPushButton[role="choice"]:focus { padding: 3px 9px; }
QToolButton[role="over"] { background: $raised; padding: 0; }
QToolButton[role="over"]:hover { background: $hover; }
QToolButton[role="over"]:focus { padding: 0; }
QToolButton::menu-indicator { image: none; }
QFrame[role="drawer"] QPushButton, QFrame[role="bar"] QPushButton, QFrame[role="bar"] QToolButton {
  min-height: 26px; /* 36 with its edges: for fingers at a booth */
}
QFrame[role="drawer"] QLineEdit, QFrame[role="drawer"] QComboBox { min-height: 26px; }

QLineEdit, QComboBox, QSpinBox, QPlainTextEdit {
  background: $raised; border: 1px solid $hairline; border-radius: 8px; padding: 5px 10px;
  selection-background-color: $selected; selection-color: $ink;
}
QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QPlainTextEdit:focus {
  border: 2px solid $accent; padding: 4px 9px;
}
QComboBox::drop-down { border: none; width: 24px; }
QComboBox QAbstractItemView { background: $raised; border: 1px solid $hairline; outline: none; }

QAbstractItemView {
  background: transparent; border: none; outline: none; selection-background-color: $selected;
  selection-color: $ink; gridline-color: $hairline;
}
QAbstractItemView:focus { border: none; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section {
  background: transparent; color: $ink_soft; border: none;
  border-bottom: 1px solid $hairline; padding: 6px 8px;
}
QTableCornerButton::section { background: transparent; border: none; }

QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle {
  background: $hairline; border-radius: 4px; min-height: 32px; min-width: 32px; margin: 1px;
}
QScrollBar::handle:hover { background: $ink_faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QMenu { background: $raised; border: 1px solid $hairline; border-radius: 8px; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 16px; border-radius: 6px; }
QMenu::item:selected { background: $selected; }
QMenu::item:disabled { color: $ink_faint; }
QMenu::separator { height: 1px; background: $hairline; margin: 4px 8px; }
QToolTip { background: $raised; color: $ink; border: 1px solid $hairline; padding: 4px 8px; }
QSplitter::handle { background: transparent; }
QCheckBox::indicator { width: 16px; height: 16px; border: 1px solid $ink_faint; border-radius: 4px; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; }
QCheckBox:focus { color: $accent; }
""")


def stylesheet(theme: Theme) -> str:
    """The sheet in that theme's colours."""
    return _SHEET.substitute({name: getattr(theme, name) for name in theme.__slots__ if name != "curves"})


def palette(theme: Theme) -> QPalette:
    """The same colours for the widgets that Qt paints."""
    colours = {
        QPalette.ColorRole.Window: theme.ground,
        QPalette.ColorRole.WindowText: theme.ink,
        QPalette.ColorRole.Base: theme.panel,
        QPalette.ColorRole.AlternateBase: theme.raised,
        QPalette.ColorRole.Text: theme.ink,
        QPalette.ColorRole.PlaceholderText: theme.ink_faint,
        QPalette.ColorRole.Button: theme.panel,
        QPalette.ColorRole.ButtonText: theme.ink,
        QPalette.ColorRole.Highlight: theme.selected,
        QPalette.ColorRole.HighlightedText: theme.ink,
        QPalette.ColorRole.ToolTipBase: theme.raised,
        QPalette.ColorRole.ToolTipText: theme.ink,
        QPalette.ColorRole.Link: theme.accent,
        QPalette.ColorRole.Accent: theme.accent,
    }
    result = QPalette()
    for role, colour in colours.items():
        result.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.ink_faint))
    return result
