// The queries that were asked in this browser, for which nothing goes to the server.
const KEY = "trialkg-asked";
const MOST = 20;
const LONGEST = 200;

function asked() {
  try {
    const found = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(found) ? found.filter((each) => typeof each === "string") : [];
  } catch {
    return [];
  }
}

// What tells one query from the next on one line: its text without prefixes and needless blanks.
function brief(text) {
  return text.replace(/^\s*(#|PREFIX).*$/gim, "").replace(/\s+/g, " ").trim().slice(0, LONGEST);
}

let list = null;

export const history = {
  keep(field, worthwhile) {
    if (!field || !worthwhile) {
      return;
    }
    const text = field.value.trim();
    const queries = [text, ...asked().filter((each) => each !== text)].slice(0, MOST);
    try {
      localStorage.setItem(KEY, JSON.stringify(queries));
    } catch {
      return;
    }
    this.fill(field);
  },

  show(form, field) {
    if (!field) {
      return;
    }
    const details = document.createElement("details");
    const summary = document.createElement("summary");
    details.className = "long asked";
    summary.textContent = "Asked before in this browser";
    list = document.createElement("ul");
    list.className = "plain";
    details.append(summary, list);
    form.after(details);
    this.fill(field);
  },

  fill(field) {
    const items = asked().map((text) => {
      const item = document.createElement("li");
      const button = document.createElement("button");
      Object.assign(button, { type: "button", className: "quiet", textContent: brief(text) || text });
      button.addEventListener("click", () => {
        field.value = text;
        field.dispatchEvent(new Event("change"));
      });
      item.append(button);
      return item;
    });
    list.replaceChildren(...items);
    list.parentElement.hidden = items.length === 0;
  },
};
