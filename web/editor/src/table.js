// Sorts the rows of an answer by a column, and leaves only those that hold some words.
const FEW = 8;
const collator = new Intl.Collator("en", { numeric: true });
const NEXT = { none: "ascending", ascending: "descending", descending: "none" };

export function table(element) {
  const body = element.tBodies[0];
  const rows = [...body.rows];
  [...element.tHead.rows[0].cells].forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    head.setAttribute("aria-sort", "none");
    button.addEventListener("click", () => {
      const order = NEXT[head.getAttribute("aria-sort")];
      for (const each of element.tHead.rows[0].cells) {
        each.setAttribute("aria-sort", each === head ? order : "none");
      }
      body.append(...sorted(rows, column, order));
    });
  });
  if (rows.length > FEW) {
    element.parentElement.before(filter(rows));
  }
}

function sorted(rows, column, order) {
  if (order === "none") {
    return rows;
  }
  const sign = order === "ascending" ? 1 : -1;
  const text = (row) => row.cells[column].textContent;
  return [...rows].sort((one, other) => sign * collator.compare(text(one), text(other)));
}

function filter(rows) {
  const box = document.createElement("p");
  const label = document.createElement("label");
  const field = document.createElement("input");
  const count = document.createElement("span");
  box.className = "filter";
  count.className = "small";
  count.setAttribute("role", "status");
  field.type = "search";
  label.append("Filter the rows ", field);
  box.append(label, " ", count);
  field.addEventListener("input", () => {
    const words = field.value.toLowerCase().split(/\s+/);
    let left = 0;
    for (const row of rows) {
      const text = row.textContent.toLowerCase();
      row.hidden = !words.every((word) => text.includes(word));
      left += row.hidden ? 0 : 1;
    }
    count.textContent = left === rows.length ? "" : `${left} of ${rows.length}`;
  });
  return box;
}
