"""Everything that runs with formcheck is known, may go together with the GPL, and is listed."""

from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest

from supply import notices, page
from supply.parts import Part, parts, pins
from supply.rules import UnknownLicenceError, inside, is_allowed, library, licence, notice, rules

PART = Part(
    name="something",
    version="1",
    expression="",
    classifiers=(),
    field="",
    home="",
    needs=(),
    texts=(),
    libraries=(),
)


def test_every_package_of_the_lock_may_be_shipped() -> None:
    assert page.faults() == []
    needed_here = {one.name for one in pins() if not one.only}
    assert needed_here <= parts().keys()


def test_the_page_is_up_to_date(repo_root: Path) -> None:
    # "make supply" writes it.
    assert (repo_root / "docs" / "licences.md").read_text("utf-8") == page.page()


def test_a_package_names_its_licence_one_way_or_another(tmp_path: Path) -> None:
    assert licence(replace(PART, expression="MIT OR Apache-2.0")) == "MIT OR Apache-2.0"
    assert licence(replace(PART, classifiers=("MIT License",), field="see LICENSE")) == "MIT"
    assert licence(replace(PART, field="LGPL v3")) == "LGPL-3.0-only"
    assert licence(replace(PART, field="BSD-3-Clause")) == "BSD-3-Clause"
    text = tmp_path / "LICENSE"
    text.write_text("Neither name may be used to endorse or\n promote products", "utf-8")
    bsd = replace(PART, classifiers=("BSD License",), texts=(text,))
    assert licence(bsd) == "BSD-3-Clause"
    text.write_text("Redistributions must retain the above copyright notice", "utf-8")
    assert licence(bsd) == "BSD-2-Clause"


@pytest.mark.parametrize(
    "said",
    [
        PART,
        replace(PART, field="do what you like"),
        replace(PART, expression="MIT AND Mine-1.0"),
        replace(PART, classifiers=("BSD License",)),
    ],
)
def test_a_package_that_names_no_known_licence_is_refused(said: Part) -> None:
    with pytest.raises(UnknownLicenceError, match="something: expected"):
        licence(said)


@pytest.mark.parametrize(
    ("expression", "may"),
    [
        ("MIT", True),
        ("GPL-2.0-only", False),
        ("MIT AND GPL-2.0-only", False),
        ("MIT OR GPL-2.0-only", True),
        ("Apache-2.0 AND (ISC OR OpenSSL)", True),
        ("GPL-3.0-or-later WITH GCC-exception-3.1", True),
        ("GPL-2.0-only WITH Classpath-exception-2.0", False),
        ("OpenSSL", False),
        ("LicenseRef-Mine", False),
    ],
)
def test_all_that_is_joined_by_and_must_be_allowed_and_one_of_or(
    expression: str, *, may: bool
) -> None:
    assert is_allowed(expression) is may


def test_a_shared_library_that_nobody_stated_is_refused() -> None:
    brings = replace(PART, name="av", libraries=(PurePosixPath("av.libs/libx264-1a.so.165"),))
    assert [one.name for one in inside(brings).values() if one] == ["x264"]
    brings = replace(PART, name="av", libraries=(PurePosixPath("av.libs/libfdk-aac.so.2"),))
    with pytest.raises(UnknownLicenceError, match=r"av brings libfdk-aac\.so\.2"):
        inside(brings)
    # The same library in another package may have been built under other terms.
    with pytest.raises(UnknownLicenceError):
        library("pillow", "libx264-1a.so.165")


def test_what_may_not_be_shipped_is_known_one_by_one() -> None:
    excepted = rules().excepted
    assert [one.name for one in excepted] == ["OpenSSL 1.1.1", "Intel IPP ICV"]
    assert not any(is_allowed(one.licence) for one in excepted)
    assert [one.name for one in excepted if one.packaged] == ["Intel IPP ICV"]


def test_every_text_that_is_shipped_is_there() -> None:
    for one in rules().bundled:
        assert [notice(named) for named in one.notice], one.name
    with pytest.raises(UnknownLicenceError, match="expected a file"):
        notice("nothing.txt")
    with pytest.raises(UnknownLicenceError, match="expected a file"):
        notice("numpy:NOTHING")


def test_the_packaged_program_gets_the_texts_of_what_is_in_it(tmp_path: Path) -> None:
    # GIVEN a program with a library of PyAV, one of ours, a module, and one of Qt's own
    inside_it = tmp_path / "_internal"
    for file in ("av.libs/libdav1d-1.so.7", "libssl.so.3", "numpy/x.cpython-311-a.so"):
        (inside_it / file).parent.mkdir(parents=True, exist_ok=True)
        (inside_it / file).touch()
    qt = inside_it / "PyQt6" / "Qt6" / "lib" / "libQt6Core.so.6"
    qt.parent.mkdir(parents=True)
    qt.touch()
    (inside_it / "libdav1d-1.so.7").symlink_to("av.libs/libdav1d-1.so.7")
    # WHEN its texts are written
    folder = notices.write_notices(tmp_path)
    # THEN those of the two are there, of nothing else that is inside packages, and of each package
    made = {one.name for one in folder.iterdir()}
    assert {"dav1d", "OpenSSL-3", "Python", "the-pose-model", "GPL-3.txt", "README.md"} <= made
    assert not made & {"x264", "xz", "ICU"}
    assert {one.name for one in (folder / "packages").iterdir()} == parts().keys()
    assert "Apache License" in (folder / "packages" / "flatbuffers" / "Apache-2.0.txt").read_text()
    # AND GIVEN a library that nobody stated
    (inside_it / "libmystery.so.1").touch()
    with pytest.raises(UnknownLicenceError, match="libmystery"):
        notices.write_notices(tmp_path)
