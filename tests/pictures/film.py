"""A short film of a story as an animated picture, and still pictures that are small enough for documents."""

from pathlib import Path
from typing import Final

from PIL import Image
from PySide6.QtGui import QImage, QPixmap

from dashboard.ui.look.theme import DARK, LIGHT

#: Milliseconds that a picture of the film stays, and the last.
STAYS, LAST = 220, 2500
#: A film is no larger than this, bytes.
LARGEST: Final = 3_000_000
#: Colours of its palette: the first that makes it small enough.
_PALETTES: Final = (256, 192, 128, 96, 64)


#: Small marks in these colours must keep them, however few their pixels.
_MARKS: Final = tuple(
    getattr(theme, name)
    for theme in (DARK, LIGHT)
    for name in ("advisory", "warning", "alarm", "advisory_text", "good", "accent", "ink")
)


def image_of(pixmap: QPixmap) -> Image.Image:
    """The same picture for Pillow."""
    picture = pixmap.toImage().convertToFormat(QImage.Format.Format_RGB888)
    size = picture.width(), picture.height()
    return Image.frombytes("RGB", size, bytes(picture.constBits()), "raw", "RGB", picture.bytesPerLine())


def palette(picture: Image.Image, colours: int) -> Image.Image:
    """A palette of the picture's own colours and of the marks."""
    own = picture.quantize(colours - len(_MARKS), dither=Image.Dither.NONE).getpalette() or []
    marks = [int(colour[i : i + 2], 16) for colour in _MARKS for i in (1, 3, 5)]
    result = Image.new("P", (1, 1))
    result.putpalette((own[: 3 * (colours - len(_MARKS))] + marks + [0] * 768)[:768])
    return result


def still(source: Path, target: Path) -> None:
    """A copy with a palette of 256 colours: a third of the bytes."""
    with Image.open(source) as picture:
        whole = picture.convert("RGB")
        whole.quantize(palette=palette(whole, 256), dither=Image.Dither.NONE).save(target, optimize=True)


class Film:
    """Pictures in order; they share one palette, so that what stands still is the same in all."""

    def __init__(self, size: tuple[int, int]) -> None:
        self._size = size
        self._pictures: list[Image.Image] = []

    def take(self, pixmap: QPixmap) -> None:
        """One more picture, made as small as the film."""
        self._pictures.append(image_of(pixmap).resize(self._size, Image.Resampling.LANCZOS))

    def save(self, path: Path) -> int:
        """Write it as a GIF with as many colours as its largest size allows; its bytes."""
        stays = [STAYS] * (len(self._pictures) - 1) + [LAST]
        # The last picture of a storm has every colour, the first the quiet ones.
        both = Image.new("RGB", (self._size[0], 2 * self._size[1]))
        both.paste(self._pictures[0], (0, 0))
        both.paste(self._pictures[-1], (0, self._size[1]))
        for colours in _PALETTES:
            shared = palette(both, colours)
            frames = [p.quantize(palette=shared, dither=Image.Dither.NONE) for p in self._pictures]
            frames[0].save(
                path, save_all=True, append_images=frames[1:], duration=stays, loop=0, optimize=True
            )
            if path.stat().st_size <= LARGEST:
                return path.stat().st_size
        raise ValueError(f"{path.name} is larger than {LARGEST} bytes in {_PALETTES[-1]} colours")
