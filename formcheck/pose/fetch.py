"""Download one of the published pose models, when the user asks for it and never by itself."""

import hashlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from typing import Final
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from formcheck.errors import ModelError, OutputError
from formcheck.language import _
from formcheck.paths import own_file
from formcheck.pose.model_file import ModelFile, is_bundle

Progress = Callable[[int, int | None], None]
"""Called with the bytes so far and, where the server says, how many there will be."""

_CHUNK_BYTES: Final = 1 << 16
_TIMEOUT_S: Final = 30.0


def fetch_model(
    model: ModelFile, *, accept_sha256: str = "", progress: Progress = lambda _done, _total: None
) -> ModelFile:
    """Download a model into the user's folder, and return it with the hash it was checked by.

    The file appears under its name only when it is whole and right.

    Parameters
    ----------
    model
        One with an address.
    accept_sha256
        Hash that the user trusts; needed where the manifest has none, and stored beside the file.
    progress
        Told about every piece.

    Raises
    ------
    ModelError
        When the server cannot be reached, or sends another file, or no hash is known: the message
        then has the hash that was found.
    OutputError
        When the file cannot be written.
    """
    if not model.url:
        raise ModelError(
            _("The model {name} came with formcheck: there is nothing to fetch.").format(
                name=model.name
            )
        )
    part = model.path.with_name(f"{model.path.name}.part")
    try:
        own_file(part)
        found = _download(model, part, progress)
        expected = accept_sha256.strip().lower() or model.sha256
        _judge(model, part, expected=expected, found=found)
        part.replace(model.path)
        if accept_sha256:
            own_file(model.accepted_path)
            model.accepted_path.write_text(f"{found}  {model.path.name}\n", "utf-8")
    except OSError as error:
        raise OutputError(
            _(
                "The model cannot be written to {path} ({reason}): make room or allow writing "
                "there, then try again."
            ).format(path=model.path.parent, reason=error.strerror or error)
        ) from error
    finally:
        with suppress(OSError):
            part.unlink()
    return replace(model, sha256=found)


def _download(model: ModelFile, part: Path, progress: Progress) -> str:
    """Write what the server sends to ``part`` and return its hash."""
    digest = hashlib.sha256()
    done = 0
    with _answer(model) as answer, part.open("wb") as stream:
        length = answer.headers.get("Content-Length")
        total = int(length) if length else None
        while chunk := _piece(answer, model):
            digest.update(chunk)
            stream.write(chunk)
            done += len(chunk)
            progress(done, total)
    if total is not None and done != total:
        raise _unreachable(
            model, _("only {done} of {total} bytes came").format(done=done, total=total)
        )
    return digest.hexdigest()


# Errors of the network and of the disk are both OSError: hence two functions that do only network.


def _answer(model: ModelFile) -> HTTPResponse:
    try:
        answer: HTTPResponse = urlopen(model.url, timeout=_TIMEOUT_S)
    except HTTPError as error:
        error.close()
        raise ModelError(
            _(
                "The server answered {code} {reason} for {url}: the model has moved or is "
                "gone. The built-in model works without it."
            ).format(code=error.code, reason=error.reason, url=model.url)
        ) from error
    except URLError as error:
        raise _unreachable(model, error.reason) from error
    except (OSError, HTTPException) as error:
        raise _unreachable(model, error) from error
    return answer


def _piece(answer: HTTPResponse, model: ModelFile) -> bytes:
    try:
        return answer.read(_CHUNK_BYTES)
    except (OSError, HTTPException) as error:
        raise _unreachable(model, error) from error


def _unreachable(model: ModelFile, reason: object) -> ModelError:
    return ModelError(
        _(
            "The model cannot be fetched from {url} ({reason}): go online and try again. "
            "The built-in model needs no network."
        ).format(url=model.url, reason=reason)
    )


def _judge(model: ModelFile, part: Path, *, expected: str, found: str) -> None:
    if expected and found != expected:
        raise ModelError(
            _(
                "Expected a file with sha256 {expected} from {url}, found {found}: nothing was "
                "kept. Try again later; a network that asks for a log-in sends its own page."
            ).format(expected=expected, url=model.url, found=found)
        )
    if not is_bundle(part):
        raise ModelError(
            _("{url} sent no pose model: nothing was kept. Try again later.").format(url=model.url)
        )
    if not expected:
        raise ModelError(
            _(
                "Nobody has checked the hash of the {name} model yet, so nothing was kept. "
                "Found sha256 {found}. When you trust it, type: formcheck models fetch {name} "
                "--accept-sha256 {found}"
            ).format(name=model.name, found=found)
        )
