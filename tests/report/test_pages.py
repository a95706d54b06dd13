"""Pages from templates: text is escaped, and nothing that a template names may be missing."""

import jinja2
import pytest

from formcheck.language import use_language
from formcheck.report.pages import page


def test_text_is_escaped_and_the_language_is_said() -> None:
    use_language("de")
    found = page(
        "history.html.j2",
        title="<Ann>",
        span="now",
        nothing="",
        adherence="",
        weekdays=[],
        months=[],
        signs="",
        sections=[],
        foot="",
    )
    assert '<html lang="de">' in found
    assert "<h1>&lt;Ann&gt;</h1>" in found


def test_what_a_template_names_has_to_be_given() -> None:
    with pytest.raises(jinja2.UndefinedError, match="title"):
        page("history.html.j2")
