"""A history to the printer, or to a PDF: both are the same pages."""

from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from PyQt6.QtCore import QRectF, QSize, QStandardPaths, Qt
from PyQt6.QtGui import QGuiApplication, QPainter
from PyQt6.QtPdf import QPdfDocument
from PyQt6.QtPrintSupport import QPrintDialog, QPrinter
from PyQt6.QtWidgets import QFileDialog, QMessageBox, QWidget

from formcheck.errors import OutputError
from formcheck.language import _
from formcheck.report.history import History

_DPI: Final = 300
"""Of what is printed: enough for any letter, and quick."""
_SUFFIX: Final = ".pdf"


def save_history(history: History, parent: QWidget) -> QFileDialog:
    """Ask for a file, and write the history to it."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    name = _("history-{date}").format(date=history.today.isoformat())
    dialog = QFileDialog(parent, _("Save as PDF"), f"{Path(folder) / name}{_SUFFIX}")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(_("PDF files (*.pdf)"))
    dialog.setDefaultSuffix(_SUFFIX)
    dialog.selectFile(f"{name}{_SUFFIX}")
    dialog.fileSelected.connect(lambda path: _written(Path(path), history, parent))
    dialog.open()
    return dialog


def print_history(history: History, parent: QWidget) -> QPrintDialog:
    """Ask for a printer, and print the history on it."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(_DPI)
    dialog = QPrintDialog(printer, parent)
    dialog.accepted.connect(lambda: on_printer(history, printer, parent))
    dialog.open()
    return dialog


def on_printer(history: History, printer: QPrinter, parent: QWidget) -> None:
    """Print a history; tell when it cannot be done."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"history{_SUFFIX}"
        if _written(path, history, parent):
            _print(path, printer)


def _written(path: Path, history: History, parent: QWidget) -> bool:
    # Late: the library that draws takes its time, and not everybody prints.
    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        import_module("formcheck.report.history_paper").write_history_pdf(path, history)
    except OutputError as error:
        QMessageBox(QMessageBox.Icon.Warning, "formcheck", str(error), parent=parent).open()
        return False
    finally:
        QGuiApplication.restoreOverrideCursor()
    return True


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
