// How SPARQL looks: the colours are those of the pages, light and dark.
import { HighlightStyle, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { sparql } from "@codemirror/legacy-modes/mode/sparql";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

export const language = StreamLanguage.define({
  ...sparql,
  languageData: { commentTokens: { line: "#" }, closeBrackets: { brackets: ["(", "[", "{", '"', "'"] } },
});

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--link)", fontWeight: "600" },
  { tag: tags.standard(tags.variableName), color: "var(--link)" },
  { tag: tags.local(tags.variableName), color: "var(--warn)" },
  { tag: tags.atom, color: "var(--deep)" },
  { tag: tags.string, color: "var(--good)" },
  { tag: tags.comment, color: "var(--quiet)", fontStyle: "italic" },
  { tag: tags.meta, color: "var(--quiet)" },
]);

const theme = EditorView.theme({
  "&": { height: "100%", color: "var(--ink)", backgroundColor: "var(--sheet)", borderRadius: "6px" },
  "&.cm-focused": { outline: "3px solid var(--bar)", outlineOffset: "1px" },
  ".cm-scroller": { font: '.88rem/1.5 ui-monospace, "DejaVu Sans Mono", monospace', overflow: "auto" },
  ".cm-content": { caretColor: "var(--ink)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { backgroundColor: "var(--sheet)", color: "var(--quiet)", borderRight: "1px solid var(--rule)" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "transparent" },
  "&.cm-focused .cm-activeLine": { boxShadow: "inset 2px 0 0 var(--bar)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    background: "var(--soft)",
  },
  ".cm-selectionMatch": { backgroundColor: "transparent", outline: "1px dotted var(--quiet)" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--mark)" },
  "&.cm-focused .cm-nonmatchingBracket": { backgroundColor: "var(--badsoft)" },
  ".cm-tooltip, .cm-panels": {
    backgroundColor: "var(--sheet)",
    color: "var(--ink)",
    border: "1px solid var(--quiet)",
  },
  ".cm-tooltip": { borderRadius: "6px", boxShadow: "0 4px 14px rgb(0 0 0 / 20%)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "inherit", maxHeight: "16em" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { background: "var(--soft)", color: "var(--ink)" },
  ".cm-completionDetail": { color: "var(--quiet)", fontStyle: "normal", marginLeft: "1em" },
  ".cm-completionMatchedText": { fontWeight: "600" },
  ".cm-completionInfo": { maxWidth: "26rem", padding: ".4rem .7rem", fontFamily: "var(--body)" },
  ".cm-diagnostic": { padding: ".3rem .6rem", fontFamily: "var(--body)" },
  ".cm-diagnosticAction": { backgroundColor: "var(--link)", color: "var(--sheet)", padding: ".1rem .5rem" },
  ".cm-panels input, .cm-panels button": {
    font: "inherit",
    color: "inherit",
    background: "var(--paper)",
    border: "1px solid var(--quiet)",
  },
});

export const look = [theme, syntaxHighlighting(colours)];
