/* The search field as a combobox (WAI-ARIA): "/" leads to it from anywhere, what is typed is suggested for at once,
   the arrows go through the suggestions, Enter opens one or asks for all, Escape closes. Without this script the field
   is a form that asks for the page of results. */
"use strict";

const SUGGESTIONS = "/search/suggestions";
const PAUSE = 120; /* milliseconds after the last letter */
const typing = { timer: undefined, asked: undefined };
const field = () => document.getElementById("search");
const foundList = () => document.getElementById("search-found");

/* Dash knows no ARIA of an input: what makes the field a combobox is said when the keyboard comes to it. */
document.addEventListener("focusin", ({ target }) => {
  if (target.id !== "search") return;
  const said = { role: "combobox", "aria-autocomplete": "list", "aria-controls": "search-found" };
  for (const [name, value] of Object.entries(said)) target.setAttribute(name, value);
  if (!target.hasAttribute("aria-expanded")) target.setAttribute("aria-expanded", "false");
});

document.addEventListener("keydown", (event) => {
  if (event.target.id === "search") return chosen(event);
  const writes = event.target.closest?.("input, textarea, select, [contenteditable='true']");
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || writes || !field()) return;
  event.preventDefault();
  field().focus();
  field().select();
});

document.addEventListener("input", ({ target }) => {
  if (target.id !== "search") return;
  clearTimeout(typing.timer);
  typing.timer = setTimeout(() => suggest(target.value), PAUSE);
});

async function suggest(query) {
  typing.asked?.abort();
  if (!query.trim()) return closeFound();
  typing.asked = new AbortController();
  const pairs = new URLSearchParams(window.location.search);
  pairs.set("q", query);
  try {
    const answer = await fetch(`${SUGGESTIONS}?${pairs}`, { signal: typing.asked.signal });
    if (answer.ok) show(await answer.json());
  } catch (failure) {
    if (failure.name !== "AbortError") closeFound();
  }
}

function show({ found, said }) {
  if (document.activeElement !== field()) return;
  foundList().replaceChildren(...(found.length ? found.map(option) : [nothing(said)]));
  document.getElementById("search-said").textContent = said;
  foundList().hidden = false;
  field().setAttribute("aria-expanded", "true");
  field().removeAttribute("aria-activedescendant");
}

/* Text is set as text: nothing that is found is ever read as a page. */
function option({ kind, title, ref, detail, address }, place) {
  const one = document.createElement("li");
  Object.assign(one, { id: `search-option-${place}`, role: "option" });
  one.setAttribute("aria-selected", "false");
  one.dataset.address = address;
  for (const [name, text] of Object.entries({ kind, title: `${title}${ref ? ` · ${ref}` : ""}`, detail })) {
    const part = document.createElement("span");
    part.className = `option-${name}`;
    part.textContent = text;
    one.append(part, " ");
  }
  return one;
}

function nothing(said) {
  const one = document.createElement("li");
  Object.assign(one, { role: "option", textContent: said });
  one.setAttribute("aria-disabled", "true");
  one.setAttribute("aria-selected", "false");
  return one;
}

function chosen(event) {
  const options = [...foundList().querySelectorAll("[data-address]")];
  const now = options.findIndex((one) => one.getAttribute("aria-selected") === "true");
  if (event.key === "Escape") {
    if (foundList().hidden) return;
    event.preventDefault();
    closeFound();
  } else if (foundList().hidden || !options.length) return;
  else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    const step = event.key === "ArrowDown" ? 1 : -1;
    /* Beyond the last stands the field itself, as before the first. */
    mark(options, now < 0 && step < 0 ? options.length - 1 : now + step);
  } else if (event.key === "Enter" && now >= 0) {
    event.preventDefault();
    follow(options[now].dataset.address);
  }
}

function mark(options, place) {
  for (const [at, one] of options.entries()) one.setAttribute("aria-selected", String(at === place));
  const one = options[place];
  if (one) field().setAttribute("aria-activedescendant", one.id);
  else field().removeAttribute("aria-activedescendant");
  one?.scrollIntoView({ block: "nearest" });
}

/* As a link of Dash does it; pages with scripts of their own, and another place of this page, are loaded afresh. */
function follow(address) {
  closeFound();
  const path = address.split(/[?#]/)[0];
  if (path.startsWith("/cases") || path === window.location.pathname) return window.location.assign(address);
  field().value = "";
  field().blur();
  window.history.pushState({}, "", address);
  window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
}

function closeFound() {
  typing.asked?.abort();
  clearTimeout(typing.timer);
  if (!foundList() || foundList().hidden) return;
  foundList().hidden = true;
  document.getElementById("search-said").textContent = "";
  field().setAttribute("aria-expanded", "false");
  field().removeAttribute("aria-activedescendant");
}

document.addEventListener("mousedown", ({ target }) => {
  const one = target.closest?.("#search-found [data-address]");
  if (one) follow(one.dataset.address);
  else if (target.id !== "search") closeFound();
});
document.addEventListener("focusout", ({ target }) => target.id === "search" && closeFound());
