"""A session's report: made once, and written as a page or as a PDF that say the same.

::

    report = make_report(Reported(record=record, exercise=exercise))
    write_report(Path("report.html"), report)
    write_report(Path("report.pdf"), report)
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePath

from formcheck.care.pain import Moment
from formcheck.language import N_, _
from formcheck.report import words
from formcheck.report.comparisons import sides, trend
from formcheck.report.content import (
    Block,
    Card,
    Cards,
    Fact,
    Facts,
    Listing,
    Pictures,
    Plot,
    Report,
    Section,
    Words,
)
from formcheck.report.dates import day_name
from formcheck.report.exported import Asked, Score
from formcheck.report.facts import facts, marked
from formcheck.report.method import method
from formcheck.report.plot import measured_anything
from formcheck.report.reported import Note, Reported
from formcheck.report.summary import summarise
from formcheck.report.tables import (
    averages_table,
    faults_table,
    gaps_table,
    holds_table,
    reps_table,
)

_TOLD = {
    Moment.BEFORE: N_("Pain before"),
    Moment.DURING: N_("Pain during the exercise"),
    Moment.AFTER: N_("Pain after"),
    Moment.MORNING: N_("Pain on the next morning"),
}


def make_report(reported: Reported) -> Report:
    """Return what the report of a session says, in the language in use."""
    record, exercise = reported.record, reported.exercise
    summary = summarise(record, exercise)
    sections = (
        Section("", (_cards(reported, summary.went_well, summary.work_on),)),
        *_numbers(reported),
        *_pictures(reported),
        _noticed(reported),
        *_on_a_new_page((*_beside(reported), *_course(reported), _not_judged(reported))),
        *method(record, exercise),
    )
    return Report(record.title, _about(reported), summary.headline, sections)


def _on_a_new_page(sections: Sequence[Section]) -> Sequence[Section]:
    return tuple(replace(one, breaks=place == 0) for place, one in enumerate(sections))


def _about(reported: Reported) -> str:
    about, source = reported.about, reported.record.source
    started = about.started_at.astimezone() if about.started_at else None
    when = f"{day_name(started.date())} {started.year}, {started:%H:%M}" if started else ""
    parts = (about.subject, when, PurePath(source.path).name, words.seconds(source.duration_s))
    return " · ".join(filter(None, parts))


def _cards(reported: Reported, went_well: str, work_on: str) -> Cards:
    cards = [
        Card(_("What went well"), went_well, "good"),
        Card(_("One thing to work on"), work_on, "next"),
    ]
    ended = reported.record.ended
    if ended:
        below = _("Everything up to there is below.")
        cards.insert(0, Card(_("The recording ends early"), f"{ended} {below}", "stop"))
    return Cards(tuple(cards))


def _numbers(reported: Reported) -> Iterator[Section]:
    now = tuple(_measured(reported))
    before = reported.remarks.measured
    if before is not None:
        # With the exercise as it is now: what it calls a number stays the same.
        then = (*facts(before, reported.exercise), *sides(before, reported.exercise))
        now = marked(now, then)
    told = (*now, *_told(reported.about.scores))
    if told:
        yield Section(_("In numbers"), (Facts(told),))


def _measured(reported: Reported) -> Iterator[Fact]:
    yield from facts(reported.record, reported.exercise)
    yield from sides(reported.record, reported.exercise)


def _told(scores: tuple[Score, ...]) -> Iterator[Fact]:
    """Give what the person said, in one line, in the order of a training."""
    pain = {moment.value: title for moment, title in _TOLD.items()}
    order = {moment: place for place, moment in enumerate(pain)}
    said = []
    for score in sorted(scores, key=lambda one: order.get(one.moment, len(order))):
        name = pain.get(score.moment, N_("Pain"))
        title = _("Effort") if score.asked is Asked.EFFORT else _(name)
        said.append(words.name_and(title, str(score.value)))
    if said:
        more = _("from 0 to 10, as told by the person")
        yield Fact(_("Pain and effort"), ", ".join(said), more)


def _pictures(reported: Reported) -> Iterator[Section]:
    pictures = reported.pictures
    note = (Words(pictures.note),) if pictures.note else ()
    if pictures.best:
        yield Section(_("Pictures"), (Pictures(pictures.best), *note))
    elif note and not pictures.noticed:
        yield Section(_("Pictures"), note)


def _noticed(reported: Reported) -> Section:
    record, exercise = reported.record, reported.exercise
    blocks: list[Block] = []
    if record.faults:
        blocks.append(faults_table(record, exercise))
    elif not exercise.checks:
        text = _("Nothing was looked for: no limit is known that one camera could check here.")
        blocks.append(Words(text))
    elif record.graded_fraction > 0:
        text = _("Nothing was beyond its limit by more than the measurement's error.")
        blocks.append(Words(text))
    else:
        blocks.append(Words(_("Nothing could be judged, so nothing was noticed.")))
    pictures = reported.pictures
    if pictures.noticed:
        blocks.append(Pictures(pictures.noticed, small=True))
        if not pictures.best and pictures.note:
            blocks.append(Words(pictures.note))
    return Section(_("Noticed"), tuple(blocks))


def _beside(reported: Reported) -> Iterator[Section]:
    """Give what is known beside what the camera measured this time."""
    remarks, earlier = reported.remarks, reported.earlier
    if earlier is not None:
        changed = tuple(trend(reported.record, reported.exercise, earlier))
        if changed:
            yield Section(_("Compared with before"), (Facts(changed),))
    if remarks.notes:
        yield Section(_("Notes"), (Listing(tuple(map(_note, remarks.notes))),))
    if remarks.changes or remarks.measured is not None:
        text = _(
            "Somebody looked at this recording and corrected by hand what the camera measured."
        )
        if remarks.measured is None:
            text = _("This was changed by hand; it is in none of the numbers.")
        more = (Listing(remarks.changes),) if remarks.changes else ()
        yield Section(_("Corrected by hand"), (Words(text), *more))


def _note(note: Note) -> str:
    return note.text if note.at_s is None else words.name_and(words.clock(note.at_s), note.text)


def _course(reported: Reported) -> Iterator[Section]:
    """Give what happened when: the curve, and every repetition or hold."""
    record, exercise = reported.record, reported.exercise
    if measured_anything(record):
        yield Section(_over_time(reported), (_plot(reported),))
    if record.reps:
        table = reps_table(record, exercise, reported.remarks.measured)
        yield Section(_("Repetitions"), (table,))
    if record.holds:
        table = holds_table(record, exercise)
        yield Section(table.name, (table,))
    if record.averages:
        error = _(
            "The error (±) holds about 19 times in 20; it joins the camera's own error and how "
            "much you swayed."
        )
        yield Section(_("Averages"), (averages_table(record), Words(error)))


def _over_time(reported: Reported) -> str:
    feature = words.feature_title(reported.record.focus)
    return _("{feature} over time").format(feature=feature)


def _plot(reported: Reported) -> Plot:
    name = _(
        "{feature} over time, with its error band, limits, repetitions, faults and what was not "
        "judged"
    )
    return Plot(
        reported.record,
        reported.exercise,
        name.format(feature=words.feature_title(reported.record.focus)),
        _(
            "The band is the measurement's error (right about 19 times in 20). Dashed lines are "
            "limits."
        ),
    )


def _not_judged(reported: Reported) -> Section:
    record = reported.record
    if not record.not_judged:
        everything = Words(_("Everything that one camera can judge was judged."))
        return Section(_("Not judged"), (everything,))
    text = Words(_("Time that was not judged counts neither for nor against anybody."))
    return Section(_("Not judged"), (gaps_table(record), text))
