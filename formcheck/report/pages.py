"""Pages for people, made from the templates beside this file: each needs nothing else."""

import jinja2

from formcheck.language import _, language


def page(template: str, **values: object) -> str:
    """Return a page in the language in use.

    Parameters
    ----------
    template
        Name of a file in ``templates``.
    values
        What it shows. Text is escaped; a name that the template has and this lacks is an error.
    """
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("formcheck.report", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(_=_, language=language())
    return environment.get_template(template).render(values)
