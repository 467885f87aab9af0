"""python -m bench: measure, and write docs/reference/performance.md."""

import argparse
from collections.abc import Callable, Iterator

from bench.report import DOCUMENT, Section, keep
from bench.snapshots import LARGE, SMALL, Size


def main() -> None:
    """Run the parts asked for; each is kept as soon as it is measured."""
    asked = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    asked.add_argument(
        "--only",
        default="abcde",
        help="the parts to run, as letters: a deck, b extraction, c server, d start-up, e characteristics",
    )
    asked.add_argument(
        "--small", action="store_true", help="the small snapshot only, and 100,000 rows to extract"
    )
    given = asked.parse_args()
    sizes = (SMALL,) if given.small else (SMALL, LARGE)
    for part in given.only:
        for sections in _parts()[part](sizes):
            keep(sections)
            for section in sections.values():
                print(section.text(), end="\n\n", flush=True)
    print(f"Written to {DOCUMENT}.")


def _parts() -> dict[str, Callable[[tuple[Size, ...]], Iterator[dict[str, Section]]]]:
    from bench import deck_part, extraction_part, matrix_part, server_part, start_part

    return {
        "a": deck_part.measured,
        "b": extraction_part.measured,
        "c": server_part.measured,
        "d": start_part.measured,
        "e": matrix_part.measured,
    }


if __name__ == "__main__":
    main()
