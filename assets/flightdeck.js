/* What the browser does by itself: write the address, say which page has arrived, and go to sign-in when a session ends. */
"use strict";

const UNSET = "*"; /* as in components/filter_bar.py */

window.dash_clientside = Object.assign({}, window.dash_clientside, {
  flightdeck: {
    /* The address for the controls as they stand. What the address says besides them stays. */
    apply(clicks) {
      const { states_list: controls } = window.dash_clientside.callback_context;
      if (!clicks) return window.dash_clientside.no_update;
      const query = new URLSearchParams(window.location.search);
      for (const { id, value } of controls) {
        const key = id.slice("filter-".length);
        query.delete(key);
        if (value && value !== UNSET) query.set(key, value);
      }
      const text = query.toString();
      return text ? `?${text}` : "";
    },

    /* A new page: its title, the top of it, and its name said aloud. The same page with other filters: what was open
       stays open and the keyboard stays where it was, though Dash has drawn everything afresh. */
    arrived(title) {
      if (!title) return window.dash_clientside.no_update;
      document.title = title;
      const path = window.location.pathname;
      const moved = seen.path !== undefined && seen.path !== path;
      const same = seen.path === path;
      seen.path = path;
      if (same) restore();
      if (!moved && !same) place(); /* the first page: the browser looked for the place before it was there */
      if (!moved) return window.dash_clientside.no_update;
      seen.open.clear();
      window.scrollTo(0, 0);
      document.getElementById("content")?.focus({ preventScroll: true });
      place();
      return title;
    },
  },
});

/* The place of the page that the address names. */
function place() {
  document.getElementById(decodeURIComponent(window.location.hash.slice(1)))?.scrollIntoView();
}

const seen = { path: undefined, focus: "", open: new Set(), pressed: undefined };

/* A way of a switch that was pressed: which switch, and how far down the screen it stood. */
document.addEventListener(
  "click",
  ({ target }) => {
    const pressed = target.closest?.("nav.switch");
    seen.pressed = pressed && { label: pressed.getAttribute("aria-label"), top: pressed.getBoundingClientRect().top };
  },
  true,
);

document.addEventListener("focusin", ({ target }) => (seen.focus = target.id));
document.addEventListener(
  "toggle",
  ({ target }) => {
    if (target.id && target.isConnected) seen.open[target.open ? "add" : "delete"](target.id);
  },
  true,
);

function restore() {
  stay();
  for (const id of seen.open) document.getElementById(id)?.setAttribute("open", "");
  if (document.activeElement === document.body && seen.focus) document.getElementById(seen.focus)?.focus();
}

/* The switch stands where it stood, and the keyboard is on the way that was pressed. */
function stay() {
  const { pressed } = seen;
  seen.pressed = undefined;
  if (!pressed) return;
  const now = [...document.querySelectorAll("nav.switch")].find(
    (one) => one.getAttribute("aria-label") === pressed.label,
  );
  now?.querySelector(".here")?.focus({ preventScroll: true });
  if (now) hold(now, pressed.top);
}

/* Charts arrive after the page and make it longer: the switch is held until they have, or until the reader moves. */
const CHARTS_ARRIVE = 2000; /* milliseconds */

function hold(part, top) {
  const back = () => window.scrollBy({ top: part.getBoundingClientRect().top - top, behavior: "instant" });
  const grown = new ResizeObserver(back);
  const done = new AbortController();
  const stop = () => (grown.disconnect(), done.abort());
  for (const moved of ["wheel", "touchstart", "pointerdown", "keydown"]) {
    document.addEventListener(moved, stop, { signal: done.signal, passive: true });
  }
  setTimeout(stop, CHARTS_ARRIVE);
  back();
  grown.observe(document.getElementById("page"));
}

/* A session that has ended leads to sign-in and back; a fault of ours is told until the next page arrives. */
const CALLBACK = "/_dash-update-component";
const asked = window.fetch;

window.fetch = async (...request) => {
  const callback = String(request[0]).includes(CALLBACK);
  try {
    const response = await asked(...request);
    if (response.status === 401) {
      const here = window.location.pathname + window.location.search;
      window.location.assign(`/sign-in?next=${encodeURIComponent(here)}`);
    }
    if (callback) tellTrouble(response.status >= 500);
    return response;
  } catch (failure) {
    if (callback && failure.name !== "AbortError") tellTrouble(true);
    throw failure;
  }
};

function tellTrouble(there) {
  const trouble = document.getElementById("trouble");
  if (trouble) trouble.hidden = !there;
}
