"""``formcheck models``: which pose models there are, and fetching others."""

from typing import Annotated, Final

import typer
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from formcheck.language import N_, _, number
from formcheck.pose.fetch import fetch_model
from formcheck.pose.model_file import (
    ModelFile,
    ModelState,
    default_model,
    find_model,
    known_models,
    state_of,
)

app: Final = typer.Typer(
    name="models",
    help="List the pose models, or fetch one of Google's published ones.",
    invoke_without_command=True,
    no_args_is_help=False,
)

_BYTES_PER_MB: Final = 1_000_000
_WORDS: Final = {
    ModelState.READY: N_("[green]ready[/]"),
    ModelState.ABSENT: N_("not fetched"),
    ModelState.DAMAGED: N_("[bold red]damaged[/]"),
}
_MEND: Final = {
    ModelState.ABSENT: N_("absent. To mend it, {mend}."),
    ModelState.DAMAGED: N_("damaged. To mend it, {mend}."),
}


@app.callback()
def show(context: typer.Context) -> None:
    """List the pose models: what is there, whether it is right, where it comes from."""
    if context.invoked_subcommand is None:
        _list(Console())


@app.command()
def fetch(
    name: Annotated[str, typer.Argument(help="lite, full or heavy")],
    accept_sha256: Annotated[
        str,
        typer.Option(
            metavar="HASH", help="The hash you trust, for a model whose hash is not known."
        ),
    ] = "",
) -> None:
    """Download a published model, check it and keep it in your own models folder."""
    model = find_model(name)
    with _bar() as bar:
        task = bar.add_task(model.name, total=model.size_bytes)
        fetched = fetch_model(
            model,
            accept_sha256=accept_sha256,
            progress=lambda done, total: bar.update(task, completed=done, total=total),
        )
    Console(soft_wrap=True).print(f"{fetched.path}\nsha256 {fetched.sha256}", highlight=False)


def _bar() -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
    )


def _list(console: Console) -> None:
    default = default_model().name
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(_("model"), no_wrap=True)
    table.add_column(_("state"), no_wrap=True)
    table.add_column(_("size"), justify="right", no_wrap=True)
    table.add_column(_("licence"), no_wrap=True)
    table.add_column(_("origin"))
    states = {model.name: state_of(model) for model in known_models()}
    for model in known_models():
        name = _("{name} (used)").format(name=model.name) if model.name == default else model.name
        state = states[model.name]
        table.add_row(name, _(_WORDS[state]), _size(model), model.licence, model.origin)
    console.print(table)
    for model in known_models():
        _tell_file(console, model, states[model.name])


def _size(model: ModelFile) -> str:
    present = model.path.is_file()
    size_bytes = model.path.stat().st_size if present else model.size_bytes
    return "" if size_bytes is None else f"{number(size_bytes / _BYTES_PER_MB, 1)} MB"


def _tell_file(console: Console, model: ModelFile, state: ModelState) -> None:
    """Print where a model's file is and its hash, or how to mend it."""
    if state is ModelState.ABSENT and model.url:
        return
    lines = [f"\n{model.name}: {model.path}"]
    if state is ModelState.READY:
        lines.append(_("sha256 {found}, as it should be").format(found=model.sha256))
    else:
        lines.append(_(_MEND[state]).format(mend=model.mend))
    console.print("\n".join(lines), highlight=False, markup=False, soft_wrap=True)
