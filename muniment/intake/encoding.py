"""Bytes to characters: byte-order mark, then UTF-8, then charset-normalizer."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from muniment.errors import NotRead

#: control characters that no written text has (it may have tabs, line ends, form feeds, an end mark, U+0085)
_NOISE = re.compile("[\x00-\x08\x0e-\x19\x1c-\x1f\x7f-\x84\x86-\x9f]")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: bytes shown to charset-normalizer; it is quadratic in places, and more change its answer no longer
_SAMPLE = 100_000
#: code pages of the languages of this field that charset-normalizer may answer with; the rest are mostly mistakes
_CODE_PAGES = ["cp1252", "cp1256", "cp1251", "koi8_r", "cp1254", "cp1250", "cp1253", "cp1255", "iso8859_6", "mac_roman"]


def decode(data: bytes, *, declared: str | None = None) -> tuple[str, str]:
    """The characters of `data` and the encoding's name. The byte-order mark stays as U+FEFF; line ends stay.

    `declared` is tried after the mark and UTF-8. UTF-8 with a few broken bytes is decoded with U+FFFD in their place.
    Raises `NotRead` ("binary") when the bytes are no text.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace"), name
    if b"\0" in data[:_SAMPLE] and (wide := _wide(data)):
        return data.decode(wide, "replace"), wide
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _guess(data, declared)
    _refuse_noise(text)
    return text, "utf-8"


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of Latin text is zero."""
    sample = data[: _SAMPLE - _SAMPLE % 2]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = max(1, len(sample) // 2)
    if odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _guess(data: bytes, declared: str | None) -> tuple[str, str]:
    if declared:
        try:
            text = data.decode(declared)
            _refuse_noise(text)
            return text, codecs.lookup(declared).name
        except (LookupError, UnicodeDecodeError):
            pass
    text = data.decode("utf-8", "replace")
    if text.count("\ufffd") * 200 < len(text):
        _refuse_noise(text)
        return text, "utf-8"
    best = from_bytes(data[:_SAMPLE], cp_isolation=_CODE_PAGES, threshold=0.3).best()
    if best is None:
        raise NotRead("binary", "the bytes are no text in any known encoding; open the file and save it as UTF-8")
    text = data.decode(best.encoding, "replace")
    _refuse_noise(text)
    return text, best.encoding


def _refuse_noise(text: str) -> None:
    """Control characters make a text binary: a written text has none but white space (and a form feed or two)."""
    sample = text[:_SAMPLE]
    noise = len(_NOISE.findall(sample))
    if noise * 50 > len(sample):
        raise NotRead("binary", "the bytes are no text: one in fifty or more is a control character")
