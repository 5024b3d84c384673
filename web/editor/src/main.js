// The query page with scripts: an editor in the place of each field for SPARQL, and answers without a new page.
import { answered, asking } from "./asking.js";
import { editor } from "./editor.js";
import { loadTerms } from "./terms.js";

const fields = document.querySelectorAll("form.ask textarea");
const terms = loadTerms(document.querySelector("[data-terms]")?.dataset.terms);

for (const field of fields) {
  editor(field, terms);
}
for (const form of document.querySelectorAll("form.ask[data-here]")) {
  asking(form);
}
answered();
