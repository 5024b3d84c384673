// Asks without leaving the page: what a form would load comes into its place, and the address is kept.
import { history } from "./history.js";
import { table } from "./table.js";

const PARTS = ["problem", "outcome"];

export function asking(form) {
  const field = form.querySelector("textarea");
  const status = document.createElement("span");
  const stop = document.createElement("button");
  status.className = "small";
  status.setAttribute("role", "status");
  Object.assign(stop, { type: "button", className: "quiet", textContent: "Stop", hidden: true });
  form.querySelector("button[type=submit]").after(" ", stop, " ", status);
  let running = null;

  stop.addEventListener("click", () => running?.abort());
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    running?.abort();
    const mine = (running = new AbortController());
    const begun = performance.now();
    stop.hidden = false;
    status.textContent = "Asking …";
    try {
      await ask(form, mine.signal);
      const seconds = ((performance.now() - begun) / 1000).toFixed(1);
      const rows = document.querySelector("#outcome [data-count]")?.textContent.trim();
      const problem = document.querySelector("#problem")?.textContent.trim();
      status.textContent = problem ? "It could not be answered." : `${rows ?? "Answered"} (${seconds} s)`;
      history.keep(field, !problem);
    } catch (error) {
      if (mine === running) {
        status.textContent = mine.signal.aborted ? "Stopped." : "The server cannot be reached: try again.";
      }
    }
    stop.hidden = mine === running;
  });
  history.show(form, field);
  window.addEventListener("popstate", () => location.reload());
}

async function ask(form, signal) {
  const address = new URL(form.action);
  address.search = new URLSearchParams(new FormData(form));
  address.hash = "";
  const response = await fetch(address, { signal, headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const parts = PARTS.map((id) => [document.getElementById(id), page.getElementById(id)]);
  if (parts.some(([, found]) => !found)) {
    throw new Error(`no answer: ${response.status}`);
  }
  parts.forEach(([here, found]) => here.replaceChildren(...found.childNodes));
  if (address.href !== location.href) {
    window.history.pushState(null, "", address);
  }
  answered();
}

// What is done with an answer that has come: a table that sorts and filters, a mistake marked in the editor.
export function answered() {
  const problem = document.querySelector("#problem")?.textContent.trim();
  for (const field of document.querySelectorAll("form[data-here] textarea")) {
    if (problem) {
      field.dataset.mistake = problem;
      field.dispatchEvent(new Event("mistake"));
    }
  }
  document.querySelectorAll("table.answer").forEach(table);
}
