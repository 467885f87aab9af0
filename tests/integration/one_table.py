"""One table that holds a crime, its victim and its suspect, and a refresh of it, as the tests of refreshing share them."""

from pathlib import Path

import pandas as pd
import sqlalchemy as sa

from flightdeck.domain.schema import FRAMES
from flightdeck.services.refresh import refresh

PRODUCT = Path(__file__).parents[2]
CODE_LISTS = PRODUCT / "data" / "code_lists"


def refreshed(mapping, store, **options):
    steps = []
    report = refresh(
        mapping,
        store=store,
        code_lists_folder=CODE_LISTS,
        hash_key=b"a secret of the tests",
        progress=lambda what, share: steps.append(share),
        **options,
    )
    assert steps == sorted(steps)
    assert steps[-1] == 1
    return report


ROWS = [
    # URN, recorded, offence, status, victim, sex, suspect, outcome, outcome day, type, deleted
    ("1", "02/01/2026", "19C", "Live", "v1", "F", "s1", None, None, "CRIME", None),
    ("2", "2026-01-03 10:00:00", "20A", "Filed", "v2", "X9", None, "18", "05/01/2026", "CRIME", None),
    ("2", "04/01/2026", "20A", "Filed", "v2", "F", None, "18", "05/01/2026", "CRIME", None),
    ("3", "31/02/2026", "19C", "Live", "v3", "F", "s3", "1", "06/01/2026", "CRIME", None),
    ("4", "01/01/1900", "19C", "Live", "v4", None, None, None, None, "CRIME", None),
    ("5", "05/01/2026", "999", "Live", "v5", "M", None, None, None, "CRIME", None),
    ("6", "05/01/2026", "19C", "Live", "v6", "F", None, None, None, "INTEL", None),
    ("7", "05/01/2026", "19C", "Live", "v7", "F", None, None, None, "CRIME", "Y"),
]
COLUMNS = ("URN", "REC", "OFF", "STAT", "VIC", "VSEX", "SUSP", "OUTCOME", "OUT_DT", "TYP", "DEL")


def optional(frame, *mapped):
    absent = (
        column.name
        for column in FRAMES[frame].columns
        if not column.required and not column.name.endswith("_status")
    )
    return "".join(f"        {name}: {{absent: not held}}\n" for name in absent if name not in mapped)


MAPPING = f"""\
mapping: one_table
title: One table
version: 1
synthetic: true
system: other
source: {{database: "SOURCE"}}
as_at: {{date: 2026-10-31}}
force: Suffolk
frames:
  crimes:
    - table: INV
      rows: {{TYP: CRIME, DEL: {{missing: true}}}}
      columns:
        crime_ref: URN
        offence_code: OFF
        recorded_on: {{column: REC, formats: ["%d/%m/%Y", "%Y-%m-%d %H:%M:%S"]}}
        status: {{column: STAT, labels: {{Live: open, Filed: closed}}}}
{optional("crimes")}
  persons:
    - table: INV
      rows: {{TYP: CRIME, DEL: {{missing: true}}}}
      columns:
        person_role_ref: {{columns: [URN, VIC]}}
        crime_ref: URN
        person_ref: VIC
        role: {{constant: victim}}
        sex: VSEX
{optional("persons", "sex", "person_ref")}
    - table: INV
      rows: {{TYP: CRIME, DEL: {{missing: true}}, not: {{SUSP: {{missing: true}}}}}}
      columns:
        person_role_ref: {{columns: [URN, SUSP]}}
        crime_ref: URN
        person_ref: SUSP
        role: {{constant: suspect}}
{optional("persons", "person_ref")}
  outcomes:
    - table: INV
      rows: {{TYP: CRIME, DEL: {{missing: true}}, not: {{OUTCOME: {{missing: true}}}}}}
      columns:
        outcome_ref: {{columns: [URN, OUTCOME]}}
        crime_ref: URN
        outcome: {{column: OUTCOME, labels: {{"1": charged, "18": no_suspect_identified}}}}
        assigned_on: {{column: OUT_DT, formats: ["%d/%m/%Y"]}}
        reversed_on: {{absent: not held}}
""" + "".join(
    f"  {name}: {{absent: not held}}\n" for name in FRAMES if name not in ("crimes", "persons", "outcomes")
)


def write_rows(engine, rows=ROWS):
    pd.DataFrame(rows, columns=COLUMNS, dtype="object").to_sql("INV", engine, index=False)


def written_table(folder):
    """The mapping of the table, written to a SQLite file beside it."""
    engine = sa.create_engine(f"sqlite:///{folder / 'rms.sqlite'}")
    write_rows(engine)
    engine.dispose()
    path = folder / "one_table.yaml"
    path.write_text(MAPPING.replace("SOURCE", "sqlite:///rms.sqlite"))
    return path


EXPECTED_COUNTS = {
    "crimes": (6, 2, {"duplicate_key": 1, "not_a_date": 1, "implausible_date": 1, "unknown_code": 1}),
    "persons": (8, 3, {"duplicate_key": 1, "orphan": 4}),
    "outcomes": (3, 1, {"duplicate_key": 1, "orphan": 1}),
}


def counts(report):
    return {
        name: (found.rows_in, found.kept, report.quarantined.get(name, {}))
        for name, found in report.frames.items()
    }
