"""The sign-in page: plain HTML in the deck's own styles; it works without JavaScript."""

from flightdeck.services.access import Role

ROLE_NOTES = {
    Role.BOARD_MEMBER: "Every area, figures only; small counts are hidden.",
    Role.AREA_COMMANDER: "The areas chosen below, figures only; small counts are hidden.",
    Role.ANALYST: "Every area, down to the cases behind a figure.",
    Role.RESTRICTED_ANALYST: "As an analyst, with lists of suspects.",
    Role.DATA_STEWARD: "Every area, with the faults of the data behind the figures.",
    Role.SUPERVISOR: "The areas chosen below, with the lists of what falls due in them.",
    Role.PROGRAMME_OFFICER: "Every area, figures only; keeps the registers of the boards.",
}

PAGE = """<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Sign in – RASSO flight deck</title>
<link rel="icon" type="image/svg+xml" href="{{ icon }}">
{{ styles|safe }}
</head>
<body class="sign-in">
<a class="skip" href="#content">Skip to the content</a>
<header class="bar"><div class="bar-inner"><span class="product"><span class="mark" aria-hidden="true"></span>RASSO flight deck</span></div></header>
{% if synthetic %}<section class="banners" aria-label="Before you read"><p class="banner banner-synthetic"><strong>SYNTHETIC</strong><span>{{ synthetic }}</span></p></section>{% endif %}
<main id="content">
<h1>Who is looking?</h1>
<p class="lead">This is the demonstration sign-on. It asks for no password, so it serves this machine only.</p>
{% if fault %}<p class="fault" role="alert"><strong>{{ fault }}</strong></p>{% endif %}
<form method="post" action="/sign-in">
<input type="hidden" name="token" value="{{ token }}">
<input type="hidden" name="next" value="{{ next }}">
<fieldset class="roles">
<legend>Role</legend>
{% for value, title, note in roles %}
<div class="choice">
<input type="radio" name="role" id="role-{{ value }}" value="{{ value }}" aria-describedby="note-{{ value }}"{% if loop.first %} checked{% endif %}>
<label for="role-{{ value }}">{{ title }}</label>
<p id="note-{{ value }}">{{ note }}</p>
</div>
{% endfor %}
</fieldset>
{% if areas %}
<fieldset class="areas">
<legend>Areas of an area commander or a supervisor</legend>
{% for area in areas %}
<div class="choice">
<input type="checkbox" name="areas" id="area-{{ loop.index }}" value="{{ area }}"{% if loop.first %} checked{% endif %}>
<label for="area-{{ loop.index }}">{{ area }}</label>
</div>
{% endfor %}
</fieldset>
{% endif %}
<button class="button" type="submit">Sign in</button>
</form>
</main>
</body>
</html>"""
