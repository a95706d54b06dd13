"""Texts are looked up when they are shown, in the language that was asked for."""

import pytest

from formcheck import language
from formcheck.errors import LanguageError
from formcheck.exercises.loader import list_exercises, load_exercise
from formcheck.exercises.spec import Exercise
from formcheck.features.reading import Reading, Unit
from formcheck.language import _, in_sentence, ngettext, number, of_exercise, pgettext, says

SYSTEM = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


@pytest.fixture
def no_wish(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A system that says nothing, and nobody who chose a language."""
    for name in (*SYSTEM, language.VARIABLE):
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


def test_english_is_the_source_and_german_is_there() -> None:
    assert language.languages() == ("en", "de")


def test_a_text_changes_with_the_language_and_is_not_kept() -> None:
    assert _("Repetitions") == "Repetitions"
    language.use_language("de")
    assert _("Repetitions") == "Wiederholungen"
    language.use_language("en")
    assert _("Repetitions") == "Repetitions"


@pytest.mark.parametrize("code", ["de", "DE", "de_AT", "de-CH", "de_DE.UTF-8"])
def test_a_country_does_not_matter(code: str) -> None:
    language.use_language(code)
    assert language.language() == "de"


@pytest.mark.parametrize("code", ["", "xx", "deutsch", "../de", "C"])
def test_a_language_that_there_is_not_is_refused(code: str) -> None:
    with pytest.raises(LanguageError, match=r"language of en, de, found "):
        language.use_language(code)
    assert language.language() == "en"


@pytest.mark.parametrize(
    ("variable", "value", "expected"),
    [
        ("LANG", "de_DE.UTF-8", "de"),
        ("LC_ALL", "de_AT.UTF-8", "de"),
        ("LANGUAGE", "de:en", "de"),
        ("LANG", "C.UTF-8", "en"),
        ("LANG", "tlh_QO", "en"),
        (language.VARIABLE, "de", "de"),
        (language.VARIABLE, "xx", "en"),
    ],
)
def test_the_system_tells_the_language(
    no_wish: pytest.MonkeyPatch, variable: str, value: str, expected: str
) -> None:
    no_wish.setattr(language._Used, "code", "")
    no_wish.setenv(variable, value)
    assert language.language() == expected


def test_the_variable_comes_before_the_system(no_wish: pytest.MonkeyPatch) -> None:
    no_wish.setenv("LANG", "en_GB.UTF-8")
    no_wish.setenv(language.VARIABLE, "de")
    language.use_default_language()
    assert language.language() == "de"


def test_without_any_wish_it_is_english(no_wish: pytest.MonkeyPatch) -> None:
    language.use_default_language()
    assert language.language() == "en"


def test_a_wrong_variable_is_told(no_wish: pytest.MonkeyPatch) -> None:
    no_wish.setenv(language.VARIABLE, "klingon")
    with pytest.raises(LanguageError, match="klingon"):
        language.use_default_language()


def test_no_text_stays_no_text() -> None:
    language.use_language("de")  # gettext would give the catalogue's head for it
    assert (_(""), of_exercise("")) == ("", "")


@pytest.mark.parametrize(
    ("many", "expected"), [(0, "Wiederholungen"), (1, "Wiederholung"), (2, "Wiederholungen")]
)
def test_one_and_many(many: int, expected: str) -> None:
    language.use_language("de")
    text = ngettext("{number} repetition", "{number} repetitions", many).format(number=many)
    assert text == f"{many} {expected}"


def test_where_a_text_stands_may_matter() -> None:
    language.use_language("de")
    assert pgettext("faults", "none") == "keine"
    assert pgettext("error model", "none") == "keines"


@pytest.mark.parametrize(
    ("value", "digits", "english", "german"),
    [
        (2.45, 1, "2.5", "2,5"),
        (-0.04, 1, "0.0", "0,0"),
        (1.5, None, "1.5", "1,5"),
        (12.0, None, "12", "12"),
        (3.0, 0, "3", "3"),
    ],
)
def test_numbers(value: float, digits: int | None, english: str, german: str) -> None:
    assert number(value, digits) == english
    language.use_language("de")
    assert number(value, digits) == german


def test_numbers_with_their_sign() -> None:
    language.use_language("de")
    assert (number(2.5, sign=True), number(-2.5, 1, sign=True)) == ("+2,5", "-2,5")


def test_readings_have_the_language_of_the_reader() -> None:
    language.use_language("de")
    assert Reading(0.814, 0.02, Unit.RATIO).text == "0,81 ± 0,04"
    assert Reading(float("nan"), 1.0, Unit.DEG).text == "nicht beurteilt"


def test_german_nouns_stay_large_in_a_sentence() -> None:
    assert in_sentence(_("Hip line")) == "hip line"
    language.use_language("de")
    assert in_sentence(_("Hip line")) == "Hüftlinie"


def test_a_note_is_understood_in_both_languages() -> None:
    language.use_language("de")
    assert says("schnell, kurz", "quick")
    assert says("quick", "quick")
    assert not says("langsam", "quick")


def _machine(exercise: Exercise) -> dict[str, object]:
    """What decides about counting and judging, and names."""
    rule = exercise.rule.model_dump(
        exclude={"source", "partial_cue", "hurry_cue", "words", "outline"}
    )
    checks = [(one.id, one.feature, one.warn, one.fault) for one in exercise.checks]
    return {"slug": exercise.slug, "version": exercise.version, "rule": rule, "checks": checks}


def test_an_exercise_is_the_same_in_every_language_but_for_its_words() -> None:
    english = list_exercises()
    language.use_language("de")
    german = list_exercises()
    assert [_machine(one) for one in german] == [_machine(one) for one in english]
    for one, other in zip(german, english, strict=True):
        assert one.summary != other.summary
        assert one.camera.text != other.camera.text
        assert one.figure == other.figure
        assert all(a.cue != b.cue for a, b in zip(one.checks, other.checks, strict=True))


def test_the_words_of_the_beat_are_translated() -> None:
    english = load_exercise("pelvic-tilt").rule
    language.use_language("de")
    german = load_exercise("pelvic-tilt").rule
    assert getattr(german, "words", ()) != getattr(english, "words", ())
