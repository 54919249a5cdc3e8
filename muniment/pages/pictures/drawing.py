"""A drawing in SVG 1.1, element by element; every value is escaped."""

from __future__ import annotations

from dataclasses import dataclass, field

from markupsafe import Markup, escape

#: mean width of a character as a share of the type size, in the sans-serif faces of common systems (measured: DejaVu
#: Sans .60, Noto Sans .55, Liberation Sans .52); the widest is taken so that nothing runs into anything
CHARACTER = 0.58

#: colours of a downloaded picture by class, on white; in a page the stylesheet gives them
COLOURS = (
    "text{font-family:system-ui,'Noto Sans','Noto Sans Arabic',sans-serif;fill:#1f1d1a}"
    ".quiet{fill:#5a564d}.strong{font-weight:600}"
    ".grid{stroke:#d8d2c6}.axis{stroke:#5a564d}.back{fill:#fff}.band{fill:#f4f1ea}.land{fill:#e9e4d8;stroke:#bdb6a6}"
    ".ink{stroke:#3a3731;fill:#3a3731}.g0{stroke:#0a5c99;fill:#0a5c99}.g1{stroke:#b04a00;fill:#b04a00}"
    ".g2{stroke:#00735a;fill:#00735a}.g3{stroke:#93417a;fill:#93417a}.g4{stroke:#7a6000;fill:#7a6000}"
    ".g5{stroke:#4c4fa3;fill:#4c4fa3}.line{fill:none}.hollow{fill:#fff}.area{fill-opacity:.18}"
    ".mark-text{fill:#8a1c1c}a{text-decoration:none}"
)


def isolated(text: str) -> str:
    """`text` between marks that keep its direction from touching its neighbours (FSI, PDI; Unicode annex 9)."""
    return f"\u2068{text}\u2069"


def shortened(text: str, width: float, size: float) -> str:
    """`text` cut to about `width` pixels at type of `size` pixels, with an ellipsis where something was cut."""
    most = max(4, int(width / (size * CHARACTER)))
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def lines_of(text: str, width: float, size: float, most: int = 2) -> list[str]:
    """`text` broken at spaces into at most `most` lines of about `width` pixels; the last is shortened."""
    fits = max(4, int(width / (size * CHARACTER)))
    lines: list[str] = []
    rest = text.split()
    while rest and len(lines) < most - 1:
        line = rest.pop(0)
        while rest and len(line) + 1 + len(rest[0]) <= fits:
            line += " " + rest.pop(0)
        lines.append(shortened(line, width, size))
    if rest:
        lines.append(shortened(" ".join(rest), width, size))
    return lines


@dataclass(slots=True)
class Drawing:
    """A picture of `width` by `height` pixels with a title and a description for those who do not see it.

    `key` makes the ids of title and description unique on a page.
    """

    width: float
    height: float
    title: str
    description: str
    key: str
    parts: list[str] = field(default_factory=list)

    def _add(self, name: str, content: str | None = None, **attributes: object) -> None:
        given = "".join(
            f' {key.rstrip("_").replace("_", "-")}="{escape(_value(value))}"'
            for key, value in attributes.items()
            if value is not None and value != ""
        )
        self.parts.append(f"<{name}{given}/>" if content is None else f"<{name}{given}>{content}</{name}>")

    def line(self, x1: float, y1: float, x2: float, y2: float, kind: str, *, width: float = 1, dash: str = "") -> None:
        """A straight line."""
        self._add("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=kind, stroke_width=width, stroke_dasharray=dash)

    def rect(self, x: float, y: float, width: float, height: float, kind: str, *, round_: float = 0) -> None:
        """A rectangle."""
        self._add("rect", x=x, y=y, width=max(0, width), height=height, class_=kind, rx=round_ or None)

    def circle(self, x: float, y: float, radius: float, kind: str, *, width: float = 0, dash: str = "") -> None:
        """A circle."""
        self._add("circle", cx=x, cy=y, r=radius, class_=kind, stroke_width=width or None, stroke_dasharray=dash)

    def path(self, steps: str, kind: str, *, width: float = 0, dash: str = "") -> None:
        """A path of SVG steps."""
        self._add("path", d=steps, class_=kind, stroke_width=width or None, stroke_dasharray=dash)

    def text(self, x: float, y: float, words: str, size: float, kind: str = "", *, at: str = "start") -> None:
        """Words at a point, kept from changing the direction of anything about them. `at` is start, middle or end."""
        self._add("text", str(escape(isolated(words))), x=x, y=y, font_size=size, class_=kind, text_anchor=at)

    def begin(self, name: str, **attributes: object) -> None:
        """Opens a group or a link; `end` closes it."""
        given = "".join(f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"' for key, value in attributes.items())
        self.parts.append(f"<{name}{given}>")

    def end(self, name: str) -> None:
        """Closes what `begin` opened."""
        self.parts.append(f"</{name}>")

    def tip(self, words: str) -> None:
        """A title for the group that was opened last: what a pointer or a screen reader finds there."""
        self._add("title", str(escape(words)))

    def inline(self, kind: str = "") -> Markup:
        """The picture as part of a page; the page's stylesheet colours it."""
        return Markup(
            f'<svg class="picture {escape(kind)}" viewBox="0 0 {_value(self.width)} {_value(self.height)}" '
            f'width="{_value(self.width)}" height="{_value(self.height)}" direction="ltr" role="{self._role()}" '
            f'aria-labelledby="{escape(self.key)}-t {escape(self.key)}-d">'
            f'<title id="{escape(self.key)}-t">{escape(self.title)}</title>'
            f'<desc id="{escape(self.key)}-d">{escape(self.description)}</desc>{"".join(self.parts)}</svg>'
        )

    def _role(self) -> str:
        """A picture that holds links is a group of them; only one without is a single image (WAI-ARIA 1.2)."""
        return "group" if any(part.startswith("<a ") for part in self.parts) else "img"

    def alone(self, citation: str, mark: str) -> bytes:
        """The picture as a file of its own, with its title above, its citation beneath and the working-copy mark."""
        top, foot = 56, 24 + 16 * len(lines_of(citation, self.width - 24, 12, 4))
        height = self.height + top + foot
        words = Drawing(self.width, height, self.title, self.description, "alone")
        words.rect(0, 0, self.width, height, "back")
        words.text(12, 22, shortened(self.title, self.width - 24, 16), 16, "strong")
        words.text(12, 42, mark, 12, "mark-text")
        for number, line in enumerate(lines_of(citation, self.width - 24, 12, 4)):
            words.text(12, self.height + top + 18 + 16 * number, line, 12, "quiet")
        body = "".join(words.parts) + f'<g transform="translate(0 {top})">{"".join(self.parts)}</g>'
        text = (
            '<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" '
            f'viewBox="0 0 {_value(self.width)} {_value(height)}" width="{_value(self.width)}" '
            f'height="{_value(height)}" direction="ltr" role="img" aria-labelledby="t d">'
            f'<title id="t">{escape(self.title)}</title><desc id="d">{escape(self.description)}</desc>'
            f"<style>{COLOURS}</style>{body}</svg>\n"
        )
        return _xml(text).encode("utf-8", "replace")


def _value(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".")
    return str(value)


def _xml(text: str) -> str:
    """`text` without the characters that XML 1.0 cannot hold."""
    return "".join(
        c if c in "\t\n\r" or (c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff") else "\ufffd"
        for c in text
    )
