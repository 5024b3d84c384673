// What pages can do beyond reading; everything works without it.
"use strict";

document.documentElement.classList.add("scripted");

// A slash goes to the search field, as long as nothing is being written.
document.addEventListener("keydown", (event) => {
  const writing = event.composedPath()[0].closest("input, textarea, select, [contenteditable]");
  if (event.key === "/" && !writing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    (document.getElementById("q") || document.getElementById("find")).focus();
  }
});

// Control and Enter send the query that is being written.
for (const field of document.querySelectorAll("form.ask textarea")) {
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      field.form.requestSubmit();
    }
  });
}

// Facets stand open beside the list; on a narrow screen they begin closed.
if (window.matchMedia("(max-width: 52rem)").matches) {
  for (const facet of document.querySelectorAll("details.facet")) {
    facet.open = false;
  }
}

// Evidence closes with Escape, and the focus stays on its word.
document.addEventListener("keydown", (event) => {
  const open = event.key === "Escape" && event.target.closest("details.why[open]");
  if (open) {
    open.open = false;
    open.querySelector("summary").focus();
  }
});
