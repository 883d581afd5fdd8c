"""What WeasyPrint imports for fonts that hardly anybody has: imported when there is one.

It takes a fifth of the time of importing WeasyPrint, which a single report has to wait for.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from types import ModuleType
from typing import Any

# For variable fonts, and where HarfBuzz cannot make a font smaller. WeasyPrint only calls what is in them.
_MODULES = ("fontTools.subset", "fontTools.varLib.instancer")


class _Later(ModuleType):
    """Stands for a module until something of it is called."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("__"):
            raise AttributeError(name)

        def call(*arguments: Any, **named: Any) -> Any:
            _forget()
            return getattr(import_module(self.__name__), name)(*arguments, **named)

        return call


def import_later() -> None:
    """Have these modules imported when they are needed; those that are there already stay."""
    for name in _MODULES:
        sys.modules.setdefault(name, _Later(name))


def _forget() -> None:
    for name in _MODULES:
        if isinstance(sys.modules.get(name), _Later):
            del sys.modules[name]
