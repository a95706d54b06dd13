"""A built page, read for what it points at."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

_LOADS = {"img": "src", "script": "src", "source": "src", "iframe": "src", "link": "href"}
"""What a browser fetches without being asked."""


@dataclass(eq=False)
class Built(HTMLParser):
    """One page of the site."""

    path: Path
    links: list[str] = field(default_factory=list)
    """Where it points."""
    loads: list[str] = field(default_factory=list)
    """What it fetches when it is opened."""
    ids: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.path.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.ids.update(found[name] for name in ("id", "name") if found.get(name))
        if tag == "a" and "href" in found:
            self.links.append(found["href"])
        if tag in _LOADS and found.get("rel") != "canonical":
            self.loads += [found[_LOADS[tag]]] if _LOADS[tag] in found else []


def is_outside(address: str) -> bool:
    """Return whether an address is that of another computer."""
    return bool(urlsplit(address).netloc)


def pages(site: Path) -> dict[Path, Built]:
    """Return every page of a site; the one for what is not found has no place of its own."""
    return {path: Built(path) for path in site.rglob("*.html") if path.name != "404.html"}


def broken(all_pages: dict[Path, Built]) -> Iterator[str]:
    """Give every link and every picture that leads nowhere."""
    for page in all_pages.values():
        for address in (*page.links, *page.loads):
            parts = urlsplit(address)
            if parts.scheme or parts.netloc or address in ("", "#"):
                continue
            target = (page.path.parent / unquote(parts.path)).resolve()
            target = target if parts.path else page.path
            if not target.is_file():
                yield f"{page.path.name}: {address}"
            elif parts.fragment and unquote(parts.fragment) not in ids_of(target, all_pages):
                yield f"{page.path.name}: {address} (no such place in it)"


def ids_of(path: Path, all_pages: dict[Path, Built]) -> set[str]:
    return all_pages[path].ids if path in all_pages else Built(path).ids
