"""What the first screen says: what is for the day, in words."""

from dataclasses import dataclass
from datetime import date

from PyQt6.QtCore import QDate, QLocale

from formcheck.care.move import Moves
from formcheck.care.programme import DAY_WORDS, Day, Programme
from formcheck.care.today import Task, Today, day_of, on_day, today
from formcheck.language import _, language, ngettext, pgettext
from formcheck.ui.reading_text import Block


@dataclass(frozen=True, slots=True)
class Plan:
    """What the first screen shows."""

    day: date
    programme: Programme | None = None
    """None when it could not be read; ``trouble`` says why."""
    moves: Moves | None = None
    done: frozenset[str] = frozenset()
    """Exercises that were done today, by slug."""
    notice: str = ""
    """What has to be known before starting; empty when nothing."""
    trouble: str = ""
    news: str = ""
    """What is good to know once; empty when nothing."""
    name: str = ""
    """Of the person, where several share the computer."""

    @property
    def today(self) -> Today:
        """What is for the day."""
        if self.programme is None or self.moves is None:
            return Today((), ())
        return today(self.programme, self.day, self.moves)

    @property
    def left(self) -> tuple[Task, ...]:
        """What is still to do."""
        return tuple(one for one in self.today.tasks if one.item.exercise not in self.done)


def start_words(plan: Plan) -> str:
    """Return what the main button says; empty on a day of rest."""
    tasks, left = plan.today.tasks, plan.left
    if not tasks:
        return ""
    if not left:
        return _("Do today's exercises again")
    return _("Start today's exercises") if left == tasks else _("Go on with today's exercises")


def row_words(number: int, task: Task, *, done: bool) -> str:
    """Return one row of the list of exercises."""
    title = _("{title} (done)").format(title=task.move.title) if done else task.move.title
    words = f"{number}. {title}\n{task.text}"
    return f"{words}\n{task.item.note}" if task.item.note else words


def plan_blocks(plan: Plan) -> tuple[Block, ...]:
    """Return the text beside the list."""
    if plan.programme is None:
        return (Block(_("Your programme cannot be read"), (plan.trouble,), warning=True),)
    found = plan.today
    told = [one for one in (plan.programme.goal, plan.programme.note) if one]
    if found.unknown:
        names = ", ".join(found.unknown)
        told.append(_("Not on this computer, and left out: {names}.").format(names=names))
    first = Block(plan.notice, warning=True) if plan.notice else Block()
    news = Block(text=(plan.news,)) if plan.news else Block()
    return first, news, Block(plan.programme.title, (_how_much(plan), *told))


def long_date(day: date) -> str:
    """Return a day with its weekday and month."""
    # Translators: how a day is written: weekday, number, month, as Qt writes them.
    form = pgettext("date", "dddd, d MMMM")
    return QLocale(language()).toString(QDate(day.year, day.month, day.day), form)


def _how_much(plan: Plan) -> str:
    found, left = plan.today, len(plan.left)
    if not found.tasks:
        return _rest(plan)
    if not left:
        return _("All of today's exercises are done. Well done.")
    count = ngettext("{number} exercise", "{number} exercises", left).format(number=left)
    minutes = found.minutes
    long = ngettext("about {number} minute", "about {number} minutes", minutes)
    if left < len(found.tasks):
        return _("Still to do: {count}.").format(count=count)
    return f"{count}, {long.format(number=minutes)}."


def _rest(plan: Plan) -> str:
    """Return that there is nothing to do, and when there is."""
    day = _next(plan)
    if day is None:
        return _("There is nothing for you to do in this programme on this computer.")
    return _("Today is a day of rest. It goes on: {day}.").format(day=_(DAY_WORDS[day]))


def _next(plan: Plan) -> Day | None:
    days = list(Day)
    first = days.index(day_of(plan.day))
    ahead = [days[(first + n) % len(days)] for n in range(1, len(days) + 1)]
    if plan.programme is None or plan.moves is None:
        return None
    programme, moves = plan.programme, plan.moves
    return next((one for one in ahead if on_day(programme, one, moves).tasks), None)
