"""Muniment turns what people have said about an atrocity into a record that can be checked.

Start reading at `muniment.pipeline`; the rooms are described in `docs/house.md`.
"""

__version__ = "0.1.0"
