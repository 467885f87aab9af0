/* What the browser does by itself on the inner pages: find a definition as one types, and fit charts to the paper. */
"use strict";

/* Every word typed must stand in the entry; a pillar without an entry goes too. The count is said aloud. */
document.addEventListener("input", ({ target }) => {
  if (target.id !== "find-definition") return;
  const words = target.value.toLowerCase().split(/\s+/);
  const entries = [...document.querySelectorAll(".definition-entry")];
  for (const entry of entries) {
    const text = entry.textContent.toLowerCase();
    entry.hidden = !words.every((word) => text.includes(word));
  }
  for (const pillar of document.querySelectorAll(".definition-pillar")) {
    pillar.hidden = !pillar.querySelector(".definition-entry:not([hidden])");
  }
  const found = entries.filter((entry) => !entry.hidden).length;
  document.getElementById("found-definitions").textContent =
    found === 1 ? "1 definition" : `${found || "No"} definitions`;
});

/* A chart is as wide as the screen it was drawn for; an A4 sheet is narrower. */
const SHEET = 680;
const charts = () => document.querySelectorAll(".js-plotly-plot");
window.addEventListener("beforeprint", () => {
  for (const chart of charts()) window.Plotly.relayout(chart, { width: SHEET });
});
window.addEventListener("afterprint", () => {
  for (const chart of charts()) window.Plotly.relayout(chart, { width: null, autosize: true });
});
