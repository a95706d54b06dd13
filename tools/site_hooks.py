#!/usr/bin/env python3
"""What MkDocs is told beside ``mkdocs.yml``: pages from above ``docs``, and the search.

The search that MkDocs brings runs in a worker and asks for a file, which a browser refuses for
pages that were opened from a disk. Its index is written as a script here, which
``docs/site/search.js`` reads.
"""

from pathlib import Path
from typing import Final

from markdown.extensions.toc import slugify
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

ROOT: Final = Path(__file__).resolve().parent.parent
_ABOVE: Final = ("CHANGELOG.md", "CONTRIBUTING.md")
_THEIRS: Final = "search/main.js"


def place(text: str, separator: str) -> str:
    """Return a heading's place in its page: a letter first, as scripts want of a selector."""
    found = slugify(text, separator)
    return found if found[:1].isalpha() else f"n{separator}{found}"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Leave out the search that works over a network alone; name the places in a page."""
    config.mdx_configs["toc"]["slugify"] = place
    config.extra_javascript = [one for one in config.extra_javascript if str(one) != _THEIRS]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that lie where every project has them: above the folder of the site."""
    for name in _ABOVE:
        text = (ROOT / name).read_text("utf-8").replace("](docs/", "](")
        files.append(File.generated(config, name.lower(), content=text))
    return files


def on_post_build(config: MkDocsConfig) -> None:
    """Write the index of the search as a script."""
    folder = Path(config.site_dir) / "search"
    index = (folder / "search_index.json").read_text("utf-8")
    (folder / "search_index.js").write_text(f"const formcheckIndex = {index};\n", "utf-8")
