"""Steps can be taken back and made again."""

from formcheck.review.edits import Drawing, EraseMark, Note, PutMark, RemoveRep
from formcheck.review.history import Edits

A, B, C = RemoveRep(1.0), RemoveRep(2.0), RemoveRep(3.0)


def note(text: str, name: str = "one") -> PutMark:
    return PutMark(Note(name, 1.0, text))


def test_steps_are_taken_back_and_made_again_in_order() -> None:
    edits = Edits().do(A).do(B).do(C)

    back = edits.undo().undo()

    assert edits.now == (A, B, C)
    assert (back.now, back.can_undo, back.can_redo) == ((A,), True, True)
    assert back.redo().now == (A, B)
    assert back.redo().redo() == edits


def test_where_there_is_no_step_nothing_happens() -> None:
    nothing = Edits()

    assert nothing.undo() is nothing
    assert nothing.redo() is nothing
    assert not nothing.can_undo
    assert not nothing.can_redo


def test_after_a_new_step_nothing_can_be_made_again() -> None:
    edits = Edits().do(A).do(B).undo().do(C)

    assert (edits.now, edits.can_redo) == ((A, C), False)


def test_steps_of_a_file_can_be_taken_back() -> None:
    assert Edits((A, B)).undo().now == (A,)


def test_typing_on_in_a_note_is_one_step() -> None:
    edits = Edits().do(A).do(note("K")).do(note("Kn")).do(note("Knee"))

    assert edits.now == (A, note("Knee"))
    assert edits.undo().now == (A,)


def test_another_note_or_another_step_between_is_a_step_of_its_own() -> None:
    drawing = PutMark(Drawing("one", 1.0, ()))
    steps = (
        note("K"),
        note("H", "two"),
        A,
        note("Hi", "two"),
        drawing,
        note("K"),
        EraseMark("one"),
    )

    edits = Edits()
    for step in (*steps, note("K")):
        edits = edits.do(step)

    assert edits.now == (*steps, note("K"))
