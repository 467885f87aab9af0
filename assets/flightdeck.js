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

    /* A new page: its title, the top of it, and its name said aloud. Nothing moves when only filters changed. */
    arrived(title) {
      if (!title) return window.dash_clientside.no_update;
      document.title = title;
      const path = window.location.pathname;
      const moved = window.flightdeckPath !== undefined && window.flightdeckPath !== path;
      window.flightdeckPath = path;
      if (!moved) return window.dash_clientside.no_update;
      window.scrollTo(0, 0);
      document.getElementById("content")?.focus({ preventScroll: true });
      return title;
    },
  },
});

const asked = window.fetch;
window.fetch = async (...request) => {
  const response = await asked(...request);
  if (response.status === 401) {
    window.location.assign(`/sign-in?next=${encodeURIComponent(window.location.pathname + window.location.search)}`);
  }
  return response;
};
