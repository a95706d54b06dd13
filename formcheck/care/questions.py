"""The safety questions: what to ask before anybody exercises, and where each comes from.

They do not find out what is wrong. A yes means that somebody else should look first.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from formcheck.language import N_


class Tier(StrEnum):
    """How soon somebody should look, the soonest first."""

    EMERGENCY = "emergency"
    URGENT = "urgent"
    TALK = "talk"


_CES: Final = N_("cauda equina card (backes.org.uk); BMJ Best Practice; NHS wording; IFOMPT 2020")
_NHS: Final = N_("NHS wording on back pain; IFOMPT framework (JOSPT 2020)")
_MEMORY: Final = N_("IFOMPT framework (JOSPT 2020); detail from memory of the literature")
_HOME: Final = N_("clinical notes, section 6: judgement")


@dataclass(frozen=True, slots=True)
class Question:
    """One question with yes or no for an answer."""

    id: str
    tier: Tier
    text: str
    """In plain words, English."""
    short: str
    """What a yes says, for the list that is always at hand; English."""
    source: str
    lasting: bool = False
    """Whether it stays so after a doctor or physio has looked and agreed to exercise."""


ACTIONS: Final = {
    Tier.EMERGENCY: N_(
        "Please stop and get medical help now: call the emergency number (112, 999 or 911) or go "
        "to an emergency department. Do not wait, and do not drive yourself."
    ),
    Tier.URGENT: N_(
        "Please do not exercise now. Speak with a doctor today or tomorrow; if you cannot reach "
        "one, call your country's medical advice line (111 in England, 116117 in Germany)."
    ),
    Tier.TALK: N_(
        "Please speak with your doctor or physio before you begin, and ask which of these "
        "exercises are right for you."
    ),
}

QUESTIONS: Final = (
    Question(
        "saddle",
        Tier.EMERGENCY,
        N_(
            "Do you have new numbness or tingling around your genitals, your back passage or the "
            "inside of your thighs?"
        ),
        N_("New numbness or tingling between the legs"),
        _CES,
    ),
    Question(
        "wiping",
        Tier.EMERGENCY,
        N_("Can you no longer feel it when you wipe after using the toilet?"),
        N_("Not feeling it when wiping"),
        _CES,
    ),
    Question(
        "bladder",
        Tier.EMERGENCY,
        N_(
            "Is it newly difficult to start or stop passing water, do you leak, or do you not feel "
            "when your bladder is full?"
        ),
        N_("New trouble with passing water"),
        _CES,
    ),
    Question(
        "bowel",
        Tier.EMERGENCY,
        N_("Do you newly lose control of your bowel, or not feel when it is full?"),
        N_("New loss of control of the bowel"),
        _CES,
    ),
    Question(
        "sexual",
        Tier.EMERGENCY,
        N_("Have you newly lost feeling or function during sex?"),
        N_("New loss of sexual feeling or function"),
        _CES,
    ),
    Question(
        "both_legs",
        Tier.EMERGENCY,
        N_(
            "Do you have pain, tingling, weakness or numbness in both legs, or are your legs "
            "getting weaker?"
        ),
        N_("Pain, tingling, numbness or weakness in both legs"),
        _CES,
    ),
    Question(
        "accident",
        Tier.EMERGENCY,
        N_("Did the pain begin after a serious accident, such as a fall from a height or a crash?"),
        N_("Back pain after a serious accident"),
        _NHS,
    ),
    Question(
        "chest",
        Tier.EMERGENCY,
        N_("Do you have chest pain?"),
        N_("Chest pain"),
        _NHS,
    ),
    Question(
        "unwell",
        Tier.URGENT,
        N_("Do you have a fever, or feel generally unwell, along with the back pain?"),
        N_("Fever, or feeling unwell"),
        _NHS,
    ),
    Question(
        "weight",
        Tier.URGENT,
        N_("Have you lost weight without trying to?"),
        N_("Losing weight without trying"),
        _NHS,
    ),
    Question(
        "shape",
        Tier.URGENT,
        N_("Is there a new lump on your back, or has your back changed its shape?"),
        N_("A lump, or a changed shape of the back"),
        _NHS,
    ),
    Question(
        "night",
        Tier.URGENT,
        N_("Is the pain constant, worse at night, or no better when you rest?"),
        N_("Constant pain, worse at night, no better with rest"),
        _NHS,
    ),
    Question(
        "between_blades",
        Tier.URGENT,
        N_("Is the pain at the top of your back, between your shoulder blades?"),
        N_("Pain between the shoulder blades"),
        _NHS,
    ),
    Question(
        "history",
        Tier.URGENT,
        N_(
            "Have you had cancer, osteoporosis or a broken bone in your spine, do you take "
            "steroids, or have you recently had an infection or injected drugs?"
        ),
        N_("Cancer, osteoporosis, steroids or a recent infection"),
        _MEMORY,
        lasting=True,
    ),
    Question(
        "age",
        Tier.URGENT,
        N_("Is this your first back pain ever, and are you under 18 or over 50?"),
        N_("First back pain ever, under 18 or over 50"),
        _MEMORY,
        lasting=True,
    ),
    Question(
        "foot_drop",
        Tier.URGENT,
        N_("Is one leg getting weaker, or does one foot drop or drag when you walk?"),
        N_("One leg getting weaker, or a foot that drags"),
        _MEMORY,
    ),
    Question(
        "sudden",
        Tier.URGENT,
        N_("Did a very strong pain come on suddenly?"),
        N_("Sudden, very strong pain"),
        _MEMORY,
    ),
    Question(
        "pregnant",
        Tier.TALK,
        N_("Are you pregnant?"),
        N_("Pregnancy"),
        _HOME,
        lasting=True,
    ),
    Question(
        "surgery",
        Tier.TALK,
        N_("Have you had an operation in the last months?"),
        N_("A recent operation"),
        _HOME,
        lasting=True,
    ),
    Question(
        "heart",
        Tier.TALK,
        N_("Do you have a heart condition, or blood pressure that is not under control?"),
        N_("A heart condition, or blood pressure not under control"),
        _HOME,
        lasting=True,
    ),
    Question(
        "dizzy",
        Tier.TALK,
        N_("Do you get dizzy, or lose your balance?"),
        N_("Dizziness"),
        _HOME,
        lasting=True,
    ),
    Question(
        "spine",
        Tier.TALK,
        N_(
            "Has a doctor found a fracture, a narrowed spinal canal (stenosis) or a slipped "
            "vertebra (spondylolisthesis)?"
        ),
        N_("A known fracture, stenosis or slipped vertebra"),
        _HOME,
        lasting=True,
    ),
    Question(
        "inflammatory",
        Tier.TALK,
        N_("Do you have an inflammatory disease of joints or spine?"),
        N_("An inflammatory disease of joints or spine"),
        _HOME,
        lasting=True,
    ),
    Question(
        "floor",
        Tier.TALK,
        N_("Would you find it hard to get up from the floor alone?"),
        N_("Not getting up from the floor alone"),
        _HOME,
        lasting=True,
    ),
)


def of_tier(tier: Tier) -> tuple[Question, ...]:
    """Return the questions of a tier; those of the emergency are always at hand in the menu."""
    return tuple(one for one in QUESTIONS if one.tier is tier)
