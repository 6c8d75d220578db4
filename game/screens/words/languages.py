"""What languages are called by those who speak them. Which languages are installed is the content room's to say."""

from __future__ import annotations


def canonical(code: str) -> str:
    """A code as it is written by custom: zh-hans → zh-Hans, pt-br → pt-BR."""
    first, *more = code.split("-")
    return "-".join((first.lower(), *(p.title() if len(p) == 4 else p.upper() if len(p) == 2 else p.lower() for p in more)))


def own_name(code: str) -> str:
    """A language's name in itself by Unicode's CLDR, with a capital letter; the code where nobody knows it."""
    from babel import Locale, UnknownLocaleError

    try:
        name = Locale.parse(code, sep="-").get_display_name()
    except (UnknownLocaleError, ValueError):
        name = None
    return name[:1].upper() + name[1:] if name else code
