"""The JSON in a parcel: strict types, bounds for every number, text and list."""

import math
import unicodedata
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Annotated, Any, Final, Literal, Self, TypeVar

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    PlainSerializer,
    ValidationError,
    model_validator,
)

from formcheck.checking.results import RepKind
from formcheck.features.reading import Unit
from formcheck.landmarks import Side
from formcheck.language import N_
from formcheck.store.answers import AnswerKind
from formcheck.store.kept import CorrectionKind, SourceKind, State
from formcheck.store.parcel import (
    FORMAT,
    LARGEST,
    MOST_ANSWERS,
    MOST_FEATURES,
    MOST_FOUND,
    MOST_NAME,
    MOST_SESSIONS,
    MOST_TEXT,
    SENT_ANSWERS,
    VERSION,
)
from formcheck.store.parcel_zip import OpenParcel

_INTEGER: Final = 2**31 - 1
"""What a column of whole numbers holds on every server."""
_TURNS: Final = frozenset(
    map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F))
)
"""Signs that change the direction of writing: a text could look like another."""
_SPACES: Final = frozenset("\n\t")

_LONGEST: Final = 200
_Form = TypeVar("_Form", bound=BaseModel)


def clean(text: str) -> str:
    """Return the text; raise ValueError when signs are in it that steer a terminal."""
    for sign in text:
        if sign not in _SPACES and (unicodedata.category(sign) in {"Cc", "Cs"} or sign in _TURNS):
            raise ValueError(f"expected text without control characters, found {ord(sign):#06x}")
    return text


def _plain_name(text: str) -> str:
    if "/" in text or "\\" in text:
        raise ValueError("expected a name, found the path of a computer")
    return text


def _sent(kind: AnswerKind) -> AnswerKind:
    if kind not in SENT_ANSWERS:
        raise ValueError(f"expected an answer about pain or effort, found {kind.value}")
    return kind


def _nan(value: float | None) -> float:
    return math.nan if value is None else value


def _null(value: float) -> float | None:
    return None if math.isnan(value) else value


Finite = Annotated[float, Field(ge=-LARGEST, le=LARGEST, allow_inf_nan=False)]
Seconds = Annotated[float, Field(ge=0, le=LARGEST, allow_inf_nan=False)]
Number = Annotated[Finite | None, AfterValidator(_nan), PlainSerializer(_null, when_used="json")]
"""NaN in the program, null in the file: strict JSON knows no NaN."""
Whole = Annotated[int, Field(ge=0, le=_INTEGER)]
Words = Annotated[str, Field(max_length=MOST_TEXT), AfterValidator(clean)]
Name = Annotated[str, Field(max_length=MOST_NAME), AfterValidator(clean)]
Id = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Found = Field(max_length=MOST_FOUND)


class Form(BaseModel):
    """A table: nothing unknown in it, nothing turned into what it is not."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Member(Form):
    """One member of the zip."""

    name: Annotated[str, Field(max_length=MOST_NAME)]
    bytes: Whole
    sha256: Sha256


class Start(BaseModel):
    """What is read of the manifest of any version."""

    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)

    format: Literal["formcheck-parcel"]
    version: Annotated[int, Field(ge=1)]


class Manifest(Form):
    """What is inside."""

    format: Literal["formcheck-parcel"] = FORMAT
    version: Literal[1] = VERSION
    formcheck: Name
    id: Id
    created_at: AwareDatetime
    language: Annotated[str, Field(pattern=r"^[A-Za-z_-]{2,20}$")]
    name: Name = ""
    members: Annotated[tuple[Member, ...], Field(max_length=5 * MOST_SESSIONS)]


class Spanned(Form):
    """Something that begins and ends."""

    start_s: Finite
    end_s: Finite

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.start_s > self.end_s:
            raise ValueError(f"expected an end after {self.start_s} s, found {self.end_s} s")
        return self


class RepForm(Spanned):
    """A repetition."""

    number: Whole
    side: Side | None
    turn_s: Number
    extreme: Number
    sd: Number
    kind: RepKind
    faults: Annotated[tuple[Name, ...], Field(max_length=MOST_FEATURES)]
    note: Words


class HoldForm(Spanned):
    """A hold."""

    side: Side | None
    good_s: Finite


class FaultForm(Spanned):
    """A fault."""

    check: Name
    severity: Literal["good", "warn", "fault"]
    worst: Number
    sd: Number


class NotJudgedForm(Spanned):
    """A stretch that was not judged."""

    reason: Words


class AverageForm(Form):
    """What a snapshot found."""

    name: Name
    value: Number
    sd: Number
    unit: Unit
    why_not: Words


class ModelForm(Form):
    """A pose model."""

    name: Name
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{0,64}$")]


class SourceForm(Form):
    """Where the frames came from: a name, never a path."""

    path: Annotated[Name, AfterValidator(_plain_name)]
    duration_s: Seconds
    frames: Whole


class ViewForm(Form):
    """How the camera sees the person."""

    name: Literal["side", "oblique", "front", "unknown"]
    yaw_deg: Number
    ahead: Number


class CountsForm(Form):
    """Repetitions."""

    full: Whole
    partial: Whole
    attempt: Whole
    left: Whole
    right: Whole
    guided: Whole


class FeatureForm(Form):
    """A column of the readings."""

    name: Name
    unit: Unit


class RecordForm(Form):
    """A session record; its readings are arrays of their own."""

    schema_: Annotated[Literal["formcheck-session/2"], Field(alias="schema")]
    exercise: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=60)]
    title: Name
    exercise_version: Whole
    error_model: Name
    model: ModelForm
    source: SourceForm
    view: ViewForm
    graded_fraction: Number
    counts: CountsForm
    reps: Annotated[tuple[RepForm, ...], Found]
    holds: Annotated[tuple[HoldForm, ...], Found]
    faults: Annotated[tuple[FaultForm, ...], Found]
    not_judged: Annotated[tuple[NotJudgedForm, ...], Found]
    features: Annotated[tuple[FeatureForm, ...], Field(max_length=MOST_FEATURES)]
    focus: Name
    zero_shift_deg: Number
    averages: Annotated[tuple[AverageForm, ...], Field(max_length=MOST_FEATURES)]
    ended: Words

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        names = [one.name for one in self.features]
        if len(set(names)) < len(names):
            raise ValueError("expected each feature once, found one twice")
        if [one.number for one in self.reps] != list(range(1, len(self.reps) + 1)):
            raise ValueError("expected repetitions numbered from 1 on, found others")
        return self


class CorrectionForm(Form):
    """A correction by hand."""

    at_s: Finite
    kind: CorrectionKind
    side: Side | None


class SessionForm(Form):
    """A session."""

    id: Id
    training: Name
    side: Side | None
    source_kind: SourceKind
    state: Literal[State.FINISHED, State.INTERRUPTED]
    started_at: AwareDatetime
    ended_at: AwareDatetime
    corrections: Annotated[tuple[CorrectionForm, ...], Found]
    record: RecordForm


class AnswerForm(Form):
    """An answer."""

    id: Id
    kind: Annotated[AnswerKind, AfterValidator(_sent)]
    question: Name
    number: Annotated[float, Field(ge=0, le=10)] | None
    text: Words
    training: Name
    session: Id | None
    given_at: AwareDatetime


class AnswersForm(Form):
    """All answers."""

    answers: Annotated[tuple[AnswerForm, ...], Field(max_length=MOST_ANSWERS)]


class ProgrammeForm(Form):
    """What is known of a programme beside its text."""

    id: Id
    valid_from: Annotated[date, Field(ge=date(2000, 1, 1), le=date(2200, 1, 1))]


class PosesForm(Form):
    """What is known of raw poses beside their arrays."""

    image_size: tuple[
        Annotated[int, Field(ge=1, le=20_000)], Annotated[int, Field(ge=1, le=20_000)]
    ]
    model: ModelForm


def plain(value: object) -> Any:
    """Return dataclasses as tables, NaN as None; enums and texts stay what they are."""
    if is_dataclass(value):
        return {one.name: plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Mapping):
        return {name: plain(one) for name, one in value.items()}
    if isinstance(value, tuple):
        return tuple(plain(one) for one in value)
    return None if isinstance(value, float) and math.isnan(value) else value


def printable(text: str) -> str:
    """Return the beginning of a text that may come from anybody, without signs that steer."""
    return "".join(one if one.isprintable() else "?" for one in text[:_LONGEST])


def form_of(opened: OpenParcel, name: str, form: type[_Form], data: bytes = b"") -> _Form:
    """Return a member that is JSON; raise ParcelError when anything in it is not right."""
    try:
        return form.model_validate_json(data or opened.read(name))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        where = ".".join(str(part)[:40] for part in first["loc"][:8]) or "JSON"
        told = printable(first["msg"])
        raise opened.error(
            N_("{path} is refused: in {member}, {where}: {told}."),
            member=name,
            where=printable(where),
            told=told[:1].lower() + told[1:],
        ) from error
