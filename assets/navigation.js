/* The bar: one menu open at a time, Escape and a press elsewhere close it, and a page that arrives closes them all. */
"use strict";

const menus = () => document.querySelectorAll("details.menu[open]");

function closeMenus(but) {
  for (const menu of menus()) if (menu !== but) menu.open = false;
}

function showPlaces(shown) {
  document.getElementById("menu")?.setAttribute("aria-expanded", String(shown));
}

document.addEventListener("click", ({ target }) => {
  const menu = target.closest?.("details.menu");
  closeMenus(target.closest?.("summary") ? menu : null);
  const button = target.closest?.("#menu");
  if (button) showPlaces(button.getAttribute("aria-expanded") !== "true");
  else if (!target.closest?.("#navigation") || target.closest("a")) showPlaces(false);
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = document.activeElement?.closest("details.menu[open]");
  closeMenus();
  if (open) open.querySelector("summary").focus();
  else if (document.activeElement?.closest("#navigation, #menu")) {
    showPlaces(false);
    document.getElementById("menu").focus();
  }
});

/* A menu that the keyboard has left is closed, as nothing under it can be read. */
document.addEventListener("focusin", ({ target }) => closeMenus(target.closest?.("details.menu")));
