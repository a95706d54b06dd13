"""The bill of materials: a CycloneDX file that names every part, its licence and its hashes."""

import hashlib
import os
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.model import (
    ExternalReference,
    ExternalReferenceType,
    HashAlgorithm,
    HashType,
    XsUri,
)
from cyclonedx.model.bom import Bom, BomMetaData
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.dependency import Dependency
from cyclonedx.model.license import LicenseExpression
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from supply.parts import MODEL, ROOT, Part, parts, pins
from supply.rules import Bundled, licence, rules


def bill() -> str:
    """Return the file's content: the same for the same lock, model and time.

    The time is that of ``SOURCE_DATE_EPOCH`` where that is set, in seconds since 1970.
    """
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    name, version = project["name"], project["version"]
    root = Component(
        name=name,
        version=version,
        type=ComponentType.APPLICATION,
        bom_ref=name,
        licenses=[LicenseExpression(project["license"])],
        description=project["description"],
    )
    packages = {one.name: _package(one) for one in parts().values()}
    insides = [_inside(one) for one in rules().bundled]
    model = _model()
    components = [*packages.values(), *insides, model]
    made = Bom(
        components=components,
        metadata=BomMetaData(component=root, timestamp=_time()),
        serial_number=uuid5(NAMESPACE_URL, f"{name} {version} {_digest()}"),
    )
    for dependency in _dependencies(root, packages, model):
        made.dependencies.add(dependency)
    return str(JsonV1Dot6(made).output_as_string(indent=2)) + "\n"


def write(file: Path) -> None:
    """Write the file."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(bill(), encoding="utf-8")


def _package(one: Part) -> Component:
    hashes = {pin.name: pin.sha256 for pin in pins()}[one.name]
    home = [one.home] if one.home else []
    return Component(
        name=one.name,
        version=one.version,
        type=ComponentType.LIBRARY,
        bom_ref=f"pypi:{one.name}",
        purl=PackageURL("pypi", None, one.name, one.version),
        licenses=[LicenseExpression(licence(one))],
        external_references=[
            ExternalReference(type=ExternalReferenceType.WEBSITE, url=XsUri(url)) for url in home
        ]
        # The lock knows the files of every system, and not which of them was installed.
        + [
            ExternalReference(
                type=ExternalReferenceType.DISTRIBUTION,
                url=XsUri(f"pkg:pypi/{one.name}@{one.version}"),
                hashes=[HashType(alg=HashAlgorithm.SHA_256, content=each) for each in hashes],
            )
        ],
    )


def _inside(one: Bundled) -> Component:
    return Component(
        name=one.name,
        type=ComponentType.LIBRARY,
        bom_ref=f"inside:{one.name}:{'+'.join(one.where)}",
        licenses=[LicenseExpression(one.licence)],
        description=f"in {', '.join(one.where)}",
    )


def _model() -> Component:
    stated = tomllib.loads(MODEL.with_name("manifest.toml").read_text("utf-8"))
    return Component(
        name=MODEL.name,
        type=ComponentType.MACHINE_LEARNING_MODEL,
        bom_ref=f"model:{MODEL.name}",
        licenses=[LicenseExpression("Apache-2.0")],
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=_sha256(MODEL))],
        description=str(stated.get("origin", "BlazePose, full, of MediaPipe")),
    )


def _dependencies(
    root: Component, packages: dict[str, Component], model: Component
) -> list[Dependency]:
    refs = {name: Dependency(one.bom_ref) for name, one in packages.items()}
    trees = [
        Dependency(packages[one.name].bom_ref, [refs[name] for name in one.needs])
        for one in parts().values()
    ]
    return [Dependency(root.bom_ref, [*refs.values(), Dependency(model.bom_ref)]), *trees]


def _time() -> datetime:
    wished = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(wished), UTC) if wished else datetime.now(UTC)


def _digest() -> str:
    lock = hashlib.sha256((ROOT / "requirements.lock").read_bytes())
    lock.update(MODEL.read_bytes())
    return lock.hexdigest()


def _sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
