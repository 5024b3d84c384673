// What the editor knows of the graph: its prefixes, the terms of its ontology and its concepts.
import { syntaxTree } from "@codemirror/language";

const WORDS =
  "SELECT DISTINCT REDUCED CONSTRUCT DESCRIBE ASK PREFIX WHERE FROM NAMED OPTIONAL UNION MINUS FILTER BIND AS " +
  "VALUES GRAPH ORDER GROUP BY HAVING LIMIT OFFSET ASC DESC NOT EXISTS IN UNDEF COUNT SUM MIN MAX AVG SAMPLE " +
  "GROUP_CONCAT SEPARATOR STR LANG LANGMATCHES DATATYPE BOUND IRI BNODE CONCAT SUBSTR STRLEN REPLACE UCASE " +
  "LCASE CONTAINS STRSTARTS STRENDS STRBEFORE STRAFTER YEAR MONTH DAY COALESCE IF STRLANG STRDT ISIRI ISBLANK " +
  "ISLITERAL ISNUMERIC REGEX ABS CEIL FLOOR ROUND";
const KEYWORDS = WORDS.split(" ").map((label) => ({ label, type: "keyword", boost: -10 }));
const DECLARED = /\bPREFIX\s+([\w.-]*):\s*<([^<>]*)>/gi;
const LEAVE_OUT =
  "#[^\\n]*|<[^\\s<>\"{}|^`\\\\]*>|\"\"\"[\\s\\S]*?\"\"\"|'''[\\s\\S]*?'''|" +
  "\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])*'|_:[\\w.-]+|[?$]\\w+";
const NAME = new RegExp(`${LEAVE_OUT}|([A-Za-z][\\w-]*)?:([\\w-]*)`, "g");
const PLACE = /line (\d+), column (\d+)/;

// A promise of what the server tells of the graph; nothing is known where it cannot be had.
export async function loadTerms(address) {
  try {
    const { prefixes, terms, closed } = await (await fetch(address)).json();
    const names = new Set(terms.map(([name]) => name));
    return { prefixes, closed, names, options: offered(prefixes, terms) };
  } catch {
    return { prefixes: {}, closed: [], names: new Set(), options: KEYWORDS };
  }
}

function offered(prefixes, terms) {
  const spaces = Object.entries(prefixes).map(([prefix, namespace]) => ({
    label: `${prefix}:`,
    detail: namespace,
    apply: (view, _, from, to) => insert(view, `${prefix}:`, from, to, prefixes),
  }));
  const named = terms.map(([label, detail, info]) => ({
    label,
    detail,
    ...(info && { info }),
    apply: (view, _, from, to) => insert(view, label, from, to, prefixes),
  }));
  return [...named, ...spaces, ...KEYWORDS];
}

// Writes a name at a place, and the declaration of its prefix above all else where it has none.
function insert(view, text, from, to, prefixes) {
  const prefix = text.slice(0, text.indexOf(":"));
  const changes = [{ from, to, insert: text }, ...declaration(view.state.doc.toString(), prefix, prefixes)];
  const change = view.state.changes(changes);
  view.dispatch({ changes: change, selection: { anchor: change.mapPos(to, 1) }, userEvent: "input.complete" });
}

function declaration(text, prefix, prefixes) {
  if (!prefixes[prefix] || declared(text).has(prefix)) {
    return [];
  }
  return [{ from: 0, insert: `PREFIX ${prefix}: <${prefixes[prefix]}>\n` }];
}

function declared(text) {
  return new Map([...text.matchAll(DECLARED)].map(([, prefix, namespace]) => [prefix, namespace]));
}

// Offers variables after a question mark, else terms, prefixes and words; nothing within texts and comments.
export function completions(terms) {
  return async (context) => {
    const written = context.matchBefore(/[?$]\w*|[A-Za-z][\w-]*(:[\w-]*)?/);
    if ((!written && !context.explicit) || hushed(context)) {
      return null;
    }
    const from = written?.from ?? context.pos;
    if (/^[?$]/.test(written?.text ?? "")) {
      return { from, options: variables(context, from), validFor: /^[?$]\w*$/ };
    }
    return { from, options: (await terms).options, validFor: /^[\w:-]*$/ };
  };
}

function hushed(context) {
  const { name } = syntaxTree(context.state).resolveInner(context.pos, -1);
  return name === "comment" || name === "string";
}

function variables(context, from) {
  const text = context.state.doc.toString();
  const others = text.slice(0, from) + text.slice(context.pos);
  return [...new Set(others.match(/[?$]\w+/g))].map((label) => ({ label, type: "variable" }));
}

// What can be told to be wrong before the query is asked, and where the server has found a mistake.
export function mistakes(terms, field) {
  return async (view) => {
    const known = await terms;
    const text = view.state.doc.toString();
    return [...unknown(text, known), ...told(view.state.doc, field.dataset.mistake)];
  };
}

function* unknown(text, { prefixes, closed, names }) {
  const here = declared(text);
  const heads = [...text.matchAll(DECLARED)].map(({ index, 0: { length } }) => [index, index + length]);
  for (const match of text.matchAll(NAME)) {
    const [name, prefix = "", local] = match;
    const { index: from } = match;
    const skipped = local === undefined || heads.some(([start, end]) => from >= start && from < end);
    const to = from + name.length;
    if (skipped || /PREFIX\s+$/i.test(text.slice(Math.max(0, from - 12), from))) {
      continue;
    }
    if (!here.has(prefix)) {
      yield undeclared(text, prefix, prefixes, { from, to });
    } else if (local && closed.includes(prefix) && here.get(prefix) === prefixes[prefix] && !names.has(name)) {
      yield { from, to, severity: "warning", message: `The graph's vocabulary has no ${name}.` };
    }
  }
}

function undeclared(text, prefix, prefixes, place) {
  const changes = declaration(text, prefix, prefixes);
  const actions = [{ name: "Declare it", apply: (view) => view.dispatch({ changes }) }];
  const message = `The prefix ${prefix}: is not declared.`;
  return { ...place, severity: "error", message, ...(changes.length && { actions }) };
}

function told(doc, message) {
  const [, line, column] = message?.match(PLACE) ?? [];
  if (!line || line > doc.lines) {
    return [];
  }
  const { from, to } = doc.line(Number(line));
  const place = Math.min(from + Number(column) - 1, to);
  return [{ from: place, to: Math.max(place, to), severity: "error", message }];
}
