"""A history to the printer, or to a PDF: both are the same pages."""

from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from PyQt6.QtCore import QObject, QRectF, QSize, QStandardPaths, Qt
from PyQt6.QtGui import QPainter
from PyQt6.QtPdf import QPdfDocument
from PyQt6.QtPrintSupport import QPrintDialog, QPrinter
from PyQt6.QtWidgets import QFileDialog, QMessageBox, QWidget

from formcheck.language import _
from formcheck.report.history import History
from formcheck.ui.send_work import SendWork

_DPI: Final = 300
"""Of what is printed: enough for any letter, and quick."""
_SUFFIX: Final = ".pdf"


class HistoryPrinter(QObject):
    """Writes one history at a time, in a thread: its pages take seconds to draw.

    Parameters
    ----------
    page
        What shows the history; its pointer tells that something is at work.
    """

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._work = SendWork(self)
        self._work.over.connect(page.unsetCursor)
        self._work.failed.connect(self._tell)

    @property
    def busy(self) -> bool:
        """Whether something is being written; nothing else is begun meanwhile."""
        return self._work.busy

    def save(self, history: History) -> QFileDialog:
        """Ask for a file, and write the history to it."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = _("history-{date}").format(date=history.today.isoformat())
        dialog = QFileDialog(self._page, _("Save as PDF"), f"{Path(folder) / name}{_SUFFIX}")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(_("PDF files (*.pdf)"))
        dialog.setDefaultSuffix(_SUFFIX)
        dialog.selectFile(f"{name}{_SUFFIX}")
        dialog.fileSelected.connect(lambda path: self.begin(partial(_saved, Path(path), history)))
        dialog.open()
        return dialog

    def print(self, history: History) -> QPrintDialog:
        """Ask for a printer, and print the history on it."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setResolution(_DPI)
        dialog = QPrintDialog(printer, self._page)
        dialog.accepted.connect(lambda: self.print_on(printer, history))
        dialog.open()
        return dialog

    def print_on(self, printer: QPrinter, history: History) -> None:
        """Print a history; tell when it cannot be done."""

        def write() -> Callable[[], None]:
            with ExitStack() as stack:
                path = Path(stack.enter_context(TemporaryDirectory())) / f"history{_SUFFIX}"
                _write(path, history)
                left = stack.pop_all()

            def put() -> None:
                with left:
                    _print(path, printer)

            return put

        self.begin(write)

    def close(self) -> None:
        """Wait for what is being written."""
        self._work.close()

    def begin(self, task: Callable[[], Callable[[], None]]) -> None:
        """Do something in the thread, as `SendWork.begin` does; the pointer tells it."""
        self._page.setCursor(Qt.CursorShape.BusyCursor)
        self._work.begin(task)

    def _tell(self, words: str) -> None:
        QMessageBox(QMessageBox.Icon.Warning, "formcheck", words, parent=self._page).open()


def _saved(path: Path, history: History) -> Callable[[], None]:
    _write(path, history)
    return lambda: None


def _write(path: Path, history: History) -> None:
    # Late: the library that draws takes its time, and not everybody prints.
    import_module("formcheck.report.history_paper").write_history_pdf(path, history)


def _print(path: Path, printer: QPrinter) -> None:
    """Draw each page of a PDF on a page of the printer."""
    document = QPdfDocument(None)
    document.load(str(path))
    painter = QPainter(printer)
    for page in range(document.pageCount()):
        if page:
            printer.newPage()
        room = QRectF(painter.viewport())
        size = document.pagePointSize(page).scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        image = document.render(page, QSize(round(size.width()), round(size.height())))
        painter.drawImage(QRectF(room.topLeft(), size), image)
    painter.end()
    document.close()
