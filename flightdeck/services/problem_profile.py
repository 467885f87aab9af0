"""The problem profile: what is known of the crimes of one scope, block by block, for one reader."""

from flightdeck.domain.filters import Filters
from flightdeck.domain.period import month_text
from flightdeck.domain.profile import ProblemProfile
from flightdeck.domain.profile_terms import CANNOT, WHOLE_FORCE
from flightdeck.domain.profile_wording import (
    headline,
)
from flightdeck.domain.wording import SCOPE_LABELS
from flightdeck.services.access import Action, Actor, require
from flightdeck.services.deck import Deck
from flightdeck.services.problem_profile_change import change, concentration
from flightdeck.services.problem_profile_crimes import (
    alcohol_or_drugs,
    areas,
    domestic_abuse,
    offences,
    place_type,
    relationship,
)
from flightdeck.services.problem_profile_people import again, suspects, victims
from flightdeck.services.problem_profile_sight import CRIMES, sight
from flightdeck.services.problem_profile_when import recent, season, when

BLOCKS = (
    change,
    offences,
    recent,
    when,
    season,
    place_type,
    relationship,
    areas,
    concentration,
    again,
    victims,
    suspects,
    domestic_abuse,
    alcohol_or_drugs,
)


def problem_profile(deck: Deck, filters: Filters, actor: Actor) -> ProblemProfile:
    """The profile of a reader's filters: by default the latest twelve complete months of every place they may see.

    Raises:
        NotAllowedError: for an area that is not the reader's.
        NotFoundError: for a place or a scope that is none.
    """
    require(actor, Action.SEE_FIGURES)
    seen = sight(deck, filters, actor)
    loaded = deck.loaded(filters)
    offences_asked = filters.scope or deck.definition(CRIMES).scope
    place = filters.team or filters.area or ", ".join(actor.areas) or filters.force or WHOLE_FORCE
    scope = SCOPE_LABELS.get(offences_asked, offences_asked)
    return ProblemProfile(
        force=", ".join(sorted(set(loaded.encoding.places.force))), snapshot=loaded.id, as_at=loaded.as_at,
        synthetic=loaded.synthetic, audience=actor.audience.value,
        place=place,
        scope=scope,
        window="" if seen is None else seen.window.label,
        first="" if seen is None else month_text(seen.rows.first), last="" if seen is None else month_text(seen.rows.last),
        sentence="No whole month lies within these dates."
        if seen is None
        else headline(seen.total, place=place, scope=scope, window=seen.window.label),
        blocks=() if seen is None else tuple(block(seen) for block in BLOCKS), cannot=CANNOT,
    )  # fmt: skip
