"""What a history says in words: beside each plot, for each day, and for the whole."""

from collections.abc import Sequence
from typing import Final

from formcheck.care.trend import Change, change_text
from formcheck.landmarks import Side
from formcheck.language import N_, _, ngettext
from formcheck.report import words
from formcheck.report.dates import day_name, week_name, weekday_name
from formcheck.report.history import History
from formcheck.report.history_days import Adherence, DayState, HistoryDay
from formcheck.report.history_exercises import ExerciseHistory, ExerciseWeek
from formcheck.report.history_lines import Line, Measure, Point
from formcheck.report.parcel_words import no_name

MARKS: Final = {
    DayState.EMPTY: "",
    DayState.REST: "\u2013",  # a dash
    DayState.DONE: "●",
    DayState.PARTLY: "◐",
    DayState.OTHER: "◆",
}
"""A sign for each kind of day, so that no colour is needed."""
STATE_WORDS: Final = {
    DayState.EMPTY: "",
    DayState.REST: N_("day of rest"),
    DayState.DONE: N_("everything that was planned"),
    DayState.PARTLY: N_("a part of what was planned"),
    DayState.OTHER: N_("something else"),
}
_FOOT: Final = N_(
    "Estimates of one camera. ± covers the truth about 19 times in 20. It does not shrink much "
    "with more repetitions: the camera errs in much the same way each time. What is smaller than "
    "the error is not called a change."
)
_WHAT: Final = {
    Measure.RANGE: N_("The middle of the full repetitions of each week."),
    Measure.HOLD: N_("The middle of the holds of each week."),
    Measure.FORM: N_(
        "The share in which nothing was clearly off, where most of it could be judged."
    ),
    Measure.COUNT: N_("On average, on days on which it was done."),
    Measure.GUIDED: N_("Paced by the app: nobody looked how they were done."),
    Measure.BEFORE: N_("From 0 (none) to 10 (the worst), on average of each week."),
    Measure.AFTER: N_("From 0 (none) to 10 (the worst), on average of each week."),
    Measure.MORNING: N_("From 0 (none) to 10 (the worst), on average of each week."),
    Measure.EFFORT: N_("From 0 (nothing at all) to 10 (as hard as can be)."),
}


def nothing() -> str:
    """Return what stands where nothing is kept yet."""
    return _("Nothing is kept yet. After your first session it is shown here.")


def title(history: History) -> str:
    """Return the heading of a history on paper."""
    return _("History of {name}").format(name=history.name)


def signs() -> str:
    """Return what the signs of a calendar mean."""
    told = [f"{MARKS[state]} {_(word)}" for state, word in STATE_WORDS.items() if word]
    return ", ".join(told)


def foot() -> str:
    """Return what has to be said of every number."""
    return _(_FOOT)


def span(history: History) -> str:
    """Return from when to when it goes."""
    first = history.days[0].on if history.days else history.today
    text = _("{first} to {last}")
    return text.format(
        first=f"{day_name(first)} {first.year}",
        last=f"{day_name(history.today)} {history.today.year}",
    )


def adherence_text(found: Adherence) -> str:
    """Return how much of a programme was done, as sentences."""
    told = []
    if found.planned_days:
        days = ngettext(
            "Something was done on {days} of {number} day of the programme.",
            "Something was done on {days} of {number} days of the programme.",
            found.planned_days,
        )
        told.append(days.format(days=found.days, number=found.planned_days))
        done = ngettext(
            "Of {number} exercise {done} was done as planned, and {partly} in part.",
            "Of {number} exercises {done} were done as planned, and {partly} in part.",
            found.planned,
        )
        told.append(done.format(number=found.planned, done=found.done, partly=found.partly))
    if found.other_days:
        other = ngettext(
            "On {number} day you did something else.",
            "On {number} days you did something else.",
            found.other_days,
        )
        told.append(other.format(number=found.other_days))
    return " ".join(told) or _("No programme held in this time.")


def day_title(day: HistoryDay) -> str:
    """Return a day and what it was like, in a few words, as for a screen reader."""
    title, state = weekday_name(day.on), _(STATE_WORDS[day.state])
    return f"{title}: {state}" if state else title


def day_lines(day: HistoryDay) -> tuple[str, ...]:
    """Return what was done on a day, a sentence each; nothing for a day without."""
    lists = (
        (N_("As planned: {exercises}."), day.done),
        (N_("In part: {exercises}."), day.partly),
        (N_("Not in the programme of that day: {exercises}."), day.other),
        (N_("Skipped by hand: {exercises}."), day.skipped),
        (N_("Broken off: {exercises}."), day.interrupted),
        (N_("From a recording: {exercises}."), day.recordings),
    )
    told = [_(text).format(exercises=", ".join(some)) for text, some in lists if some]
    if day.sent_by:
        names = "; ".join(one or no_name() for one in day.sent_by)
        told.append(_("Sent by {names}.").format(names=names))
    return (*told, by_hand_text(day.added)) if day.added else tuple(told)


def by_hand_text(added: int) -> str:
    """Return how many repetitions somebody added, or took away when below 0."""
    many = abs(added)
    if added > 0:
        text = ngettext(
            "{number} repetition was added by hand.",
            "{number} repetitions were added by hand.",
            many,
        )
    else:
        text = ngettext(
            "{number} repetition was taken away by hand.",
            "{number} repetitions were taken away by hand.",
            many,
        )
    return text.format(number=many)


def line_lines(line: Line) -> tuple[str, ...]:
    """Return what a line says, a sentence each; it has at least one point."""
    last = line.points[-1]
    told = [_now(line, last)]
    if line.compared:
        told.append(f"{_ends(line)} {change_text(line.change, line.scale)}")
    return (*told, *_both(line), _(_WHAT[line.measure]))


def _now(line: Line, last: Point) -> str:
    text = _("In {week}: {value}.")
    return text.format(week=week_name(last.week), value=line.scale.estimate(last.estimate))


def _ends(line: Line) -> str:
    many = line.compared
    text = ngettext(
        "The last week ({last}) compared with the first one ({first}):",
        "The last {number} weeks ({last}) compared with the first ones ({first}):",
        many,
    )
    last, first = (
        "; ".join(line.scale.text(one.estimate.value) for one in some)
        for some in (line.points[-many:], line.points[:many])
    )
    return text.format(number=many, last=last, first=first)


def _both(line: Line) -> tuple[str, ...]:
    """Return left and right, and whether they differ; nothing where no side was told lately."""
    values = [
        f"{words.side(side)} {line.scale.estimate(one)}"
        for side in Side
        if (one := line.recent(side)) is not None
    ]
    if len(values) == len(Side):
        text = _("Sides, in the last weeks: {values}. {difference}")
        return (text.format(values=", ".join(values), difference=_difference(line)),)
    only = _("Of the sides only this was measured: {value}.")
    return tuple(only.format(value=value) for value in values)


def _difference(line: Line) -> str:
    found: Change = line.difference
    text = change_text(found, line.scale)
    return _("Right, compared with left: {text}").format(text=text[:1].lower() + text[1:])


def week_lines(one: ExerciseHistory) -> tuple[str, ...]:
    """Return what was counted in the last week of an exercise, a sentence each."""
    if not one.weeks:
        return ()
    last = one.weeks[-1]
    days = ngettext("{week}: on {number} day", "{week}: on {number} days", last.days)
    name = week_name(last.week)
    first = days.format(week=name[:1].upper() + name[1:], number=last.days)
    return (f"{', '.join((first, *counted(last)))}.", *_noticed(last), *one.notes)


def _noticed(week: ExerciseWeek) -> tuple[str, ...]:
    """Return what was at fault most often, as a sentence; nothing where nothing was."""
    text = ngettext(
        "{title}, in {many} of {number} session",
        "{title}, in {many} of {number} sessions",
        week.sessions,
    )
    told = "; ".join(
        text.format(title=title, many=many, number=week.sessions) for title, many in week.noticed
    )
    return (_("To work on: {sentence}").format(sentence=f"{told}."),) if told else ()


def counted(week: ExerciseWeek) -> Sequence[str]:
    """Return what was counted in a week."""
    parts = (
        (N_("{number} full"), week.full),
        (N_("{number} partial"), week.partial),
        (N_("{number} guided"), week.guided),
        (N_("{number} by hand"), week.added),
        (N_("{number} skipped"), week.skipped),
        (N_("{number} broken off"), week.interrupted),
    )
    told = [_(text).format(number=many) for text, many in parts if many]
    if week.held_s:
        text = _("held for {time}, {good} of it in good form")
        told.append(text.format(time=words.seconds(week.held_s), good=words.seconds(week.good_s)))
    return told
