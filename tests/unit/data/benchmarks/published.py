"""Small outcomes tables in the shapes the Home Office publishes, for the tests of the importer. SYNTHETIC counts."""

import csv
from collections.abc import Sequence
from pathlib import Path

from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from openpyxl import Workbook

HEADINGS = [
    "Financial Year",
    "Financial Quarter",
    "Force Name",
    "Offence Description",
    "Offence Group",
    "Offence Subgroup",
    "Offence Code",
    "Offence Code Expired",
    "Outcome Description",
    "Outcome Group",
    "Outcome Type",
    "Force outcomes for offences recorded in quarter",
    "Force outcomes recorded in quarter",
]
Cell = str | int
Rows = list[list[Cell]]


def row(
    *,
    year: str = "2023/24",
    quarter: Cell = 1,
    force: str = "Suffolk",
    code: str = "19C",
    kind: Cell = 1,
    cohort: Cell = 5,
    flow: Cell = 4,
) -> list[Cell]:
    """One row of the table."""
    offence: list[Cell] = ["Rape of a female aged 16 and over", "Sexual offences", "Rape", code, ""]
    return [year, quarter, force, *offence, f"Outcome {kind}", f"Group {kind}", kind, cohort, flow]


def year_of_rows(year: str = "2023/24", **same: Cell) -> Rows:
    """Four quarters with an outcome and without one."""
    quarters = range(1, 5)
    charged = [
        row(year=year, quarter=quarter, kind=1, cohort=quarter, flow=quarter + 1) for quarter in quarters
    ]
    return charged + [row(year=year, quarter=quarter, kind=0, cohort=10, flow="") for quarter in quarters]


def write_csv(path: Path, rows: Sequence[Sequence[Cell]], *, headings: Sequence[Cell] = HEADINGS) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([headings, *rows])
    return path


def write_ods(path: Path, sheets: dict[str, Sequence[Sequence[Cell]]]) -> Path:
    document = OpenDocumentSpreadsheet()
    for name, rows in sheets.items():
        table = Table(name=name)
        for cells in rows:
            line = TableRow()
            for cell in cells:
                line.addElement(_ods_cell(cell))
            table.addElement(line)
        document.spreadsheet.addElement(table)
    document.save(str(path))
    return path


def _ods_cell(cell: Cell) -> TableCell:
    if isinstance(cell, int):
        return TableCell(valuetype="float", value=cell)
    element = TableCell(valuetype="string")
    element.addElement(P(text=cell))
    return element


def write_xlsx(path: Path, sheets: dict[str, Sequence[Sequence[Cell]]]) -> Path:
    workbook = Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for cells in rows:
            sheet.append([cell if cell != "" else None for cell in cells])
    workbook.save(path)
    return path
