"""Repeat suspects, their share, crimes, harm, plans and waits, worked out a second time from their English."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path

from tests.integration.independent import Independent
from tests.integration.loops import Fact, Row

YEAR = timedelta(days=365)
TOP_IN_100 = 5


@dataclass(frozen=True)
class Rule:
    """A preset as its file says it in English."""

    days: int | None
    victims: int
    scope: str = "rasso"
    one_rasso: bool = False


RULES = {
    "repeat_suspects_two_crimes_24_months": Rule(730, 1),
    "repeat_suspects_two_victims_24_months": Rule(730, 2),
    "repeat_suspects_two_victims_ever": Rule(None, 2),
    "repeat_suspects_two_offences_12_months": Rule(365, 1, "all_sexual_offences", one_rasso=True),
}
OURS = RULES["repeat_suspects_two_crimes_24_months"]


@dataclass(frozen=True)
class Named:
    """One person named on one crime."""

    crime: Row
    known: date
    victims: frozenset[str]


@dataclass
class OfRepeatSuspects(Independent):
    """The figures of recommendation 5."""

    @cached_property
    def victims(self) -> dict[str, set[str]]:
        """Nominals of the victims of each crime."""
        found = defaultdict(set)
        for person in self.people.values():
            if person["role"] == "victim" and person["person_ref"] is not None:
                found[person["crime_ref"]].add(person["person_ref"])
        return found

    @cached_property
    def named(self) -> dict[str, list[Named]]:
        """Every live crime each identified suspect is named on, once, and since when."""
        found: dict[str, dict[str, Named]] = defaultdict(dict)
        for person in self.people.values():
            crime = self.crimes.get(person["crime_ref"])
            if person["role"] == "suspect" and person["person_ref"] is not None and crime is not None:
                known = max(person["named_on"] or crime["recorded_on"], crime["recorded_on"])
                ref = crime["crime_ref"]
                before = found[person["person_ref"]].get(ref)
                first = known if before is None else min(before.known, known)
                found[person["person_ref"]][ref] = Named(crime, first, frozenset(self.victims[ref]))
        return {ref: list(crimes.values()) for ref, crimes in found.items()}

    def looked_at(self, ref: str, rule: Rule, day: date) -> list[Named]:
        """What the rule counts of a person on a day."""
        return [
            one
            for one in self.named[ref]
            if one.known <= day
            and (rule.days is None or one.crime["recorded_on"] > day - timedelta(days=rule.days))
            and one.crime["offence_code"] in self.scopes[rule.scope]
        ]

    def meets(self, ref: str, rule: Rule, day: date) -> bool:
        """Whether what the rule counts of a person is enough on a day."""
        seen = self.looked_at(ref, rule, day)
        days = [one.crime["occurred_from"] or one.crime["recorded_on"] for one in seen]
        if not days or (max(days) - min(days)).days <= 1:
            return False
        if rule.victims > 1 and len(set().union(*(one.victims for one in seen))) < rule.victims:
            return False
        return not rule.one_rasso or any(one.crime["offence_code"] in self.scopes["rasso"] for one in seen)

    def placed(self, ref: str, rule: Rule, day: date) -> Row:
        """The crime the person was last named on by a day, of those some must be of where there is one."""
        seen = [
            one
            for one in self.named[ref]
            if one.known <= day and one.crime["offence_code"] in self.scopes[rule.scope]
        ]
        narrow = [one for one in seen if one.crime["offence_code"] in self.scopes["rasso"]]
        chosen = narrow if rule.one_rasso and narrow else seen
        return max(chosen, key=lambda one: (one.known, one.crime["crime_ref"])).crime

    def standing(self, rule: Rule) -> Iterator[tuple[str, date]]:
        """Who meets a rule at which month end."""
        for ref, crimes in self.named.items():
            for end in self.month_ends if len(crimes) > 1 else ():
                if self.meets(ref, rule, end):
                    yield ref, end

    def counted(self, kpi: str) -> Iterator[Fact]:
        """Repeat suspects under one preset."""
        for ref, end in self.standing(RULES[kpi]):
            yield Fact(self.placed(ref, RULES[kpi], end), end)

    def repeat_share_of_named_suspects(self) -> Iterator[Fact]:
        """Of the people named on a RASSO crime of the last 730 days, those who meet the preset in force."""
        for ref in self.named:
            for end in self.month_ends:
                if self.looked_at(ref, OURS, end):
                    yield Fact(self.placed(ref, OURS, end), end, above=self.meets(ref, OURS, end))

    def crimes_linked_to_repeat_suspects(self) -> Iterator[Fact]:
        """Of the RASSO crimes with a named suspect, those on which somebody met the preset when named."""
        linked: dict[str, bool] = {}
        for ref, crimes in self.named.items():
            for one in crimes:
                name = one.crime["crime_ref"]
                linked[name] = linked.get(name, False) or self.meets(ref, OURS, one.known)
        for name, above in linked.items():
            crime = self.crimes[name]
            if crime["offence_code"] in self.scopes["rasso"]:
                yield Fact(crime, crime["recorded_on"], above=above)

    def repeat_suspects_with_live_restriction(self) -> Iterator[Fact]:
        """Of the repeat suspects, those under bail with conditions, an order or remand."""
        for ref, end in self.standing(OURS):
            yield Fact(self.placed(ref, OURS, end), end, above=self.restricted(ref, end))

    @cached_property
    def plans(self) -> dict[str, list[Row]]:
        """The disruption plans of each person."""
        found = defaultdict(list)
        for row in self.rows("disruption_plans"):
            found[row["person_ref"]].append(row)
        return found

    def repeat_suspects_with_live_plan(self) -> Iterator[Fact]:
        """Of the repeat suspects, those under a plan with an owner."""
        for ref, end in self.standing(OURS):
            live = any(
                plan["owned"] is True
                and plan["started_on"] is not None
                and plan["started_on"] <= end <= (plan["ended_on"] or date.max)
                for plan in self.plans.get(ref, [])
            )
            yield Fact(self.placed(ref, OURS, end), end, above=live)

    def days_repeat_suspect_to_tasking(self) -> Iterator[Fact]:
        """Days from the first day somebody met the preset to the first they were put before a meeting."""
        for ref, crimes in self.named.items():
            days = [one.known for one in crimes if one.known <= self.as_at]
            met = min((day for day in days if self.meets(ref, OURS, day)), default=None)
            tasked = min(
                (plan["tasked_on"] for plan in self.plans.get(ref, []) if plan["tasked_on"] is not None),
                default=None,
            )
            if met is not None and tasked is not None and tasked >= met:
                yield Fact(self.placed(ref, OURS, met), tasked, days=(tasked - met).days)

    @cached_property
    def seen_on(self) -> dict[tuple[str, str], date]:
        """The first arrest or interview of each person for each crime."""
        found: dict[tuple[str, str], date] = {}
        for row in self.rows("arrests"):
            person = self.people[row["person_role_ref"]]
            days = [row[name] for name in ("arrested_on", "interviewed_on") if row[name] is not None]
            if days and person["person_ref"] is not None:
                key = (person["person_ref"], person["crime_ref"])
                found[key] = min(found.get(key, date.max), *days)
        return found

    def repeat_suspects_not_arrested(self) -> Iterator[Fact]:
        """Of the repeat suspects still to be seen for an open RASSO crime, those named more than 14 days before."""
        for ref, end in self.standing(OURS):
            waits = [
                (end - one.known).days
                for one in self.named[ref]
                if one.known <= end
                and one.crime["offence_code"] in self.scopes["rasso"]
                and self.seen_on.get((ref, one.crime["crime_ref"]), date.max) > end
                and self._closed_on(one.crime["crime_ref"]) > end
            ]
            if waits:
                yield Fact(self.placed(ref, OURS, end), end, above=max(waits) > 14)

    def _closed_on(self, crime: str) -> date:
        standing = self.in_force(crime)
        return date.max if standing is None else standing["assigned_on"]

    def harm(self, table: Path) -> Iterator[tuple[Fact, int, int]]:
        """Of each suspect named on a RASSO crime of the last 365 days: the harm, and the same if among the five in a hundred."""
        with table.open(encoding="utf-8", newline="") as file:
            weights = {row["offence_code"]: int(row["weight_days"]) for row in csv.DictReader(file)}
        rule = Rule(365, 1)
        for end in self.month_ends:
            carried = {
                ref: sum(weights.get(one.crime["offence_code"], 0) for one in seen)
                for ref in self.named
                if (seen := self.looked_at(ref, rule, end))
            }
            first = sorted(carried, key=lambda ref: (-carried[ref], ref))
            few = set(first[: -(-len(first) * TOP_IN_100 // 100)])
            for ref, days in carried.items():
                fact = Fact(self.placed(ref, rule, end), end)
                yield fact, days, days if ref in few else 0
