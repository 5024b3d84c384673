// CodeMirror in a shadow root: its styles are constructed sheets there, which the page's policy allows.
import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching } from "@codemirror/language";
import { linter, lintKeymap } from "@codemirror/lint";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { EditorState, StateEffect } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from "@codemirror/view";

import { language, look } from "./look.js";
import { completions, mistakes } from "./terms.js";

const NAME = "SPARQL. Tab leaves the field; Control and Space offer terms; Control and Enter ask.";

const mistaken = StateEffect.define();
const mistake = (update) => update.transactions.some(({ effects }) => effects.some((each) => each.is(mistaken)));

// Puts an editor in the place of a field, which goes on to carry what is sent.
export function editor(field, terms) {
  const host = document.createElement("div");
  host.className = "editor";
  const root = host.attachShadow({ mode: "open" });
  const { form } = field;
  const ask = () => {
    form.requestSubmit();
    return true;
  };
  const view = new EditorView({
    parent: root,
    root,
    state: EditorState.create({
      doc: field.value.trim() + "\n",
      extensions: [
        lineNumbers(),
        history(),
        drawSelection(),
        highlightSpecialChars(),
        highlightActiveLine(),
        highlightSelectionMatches(),
        bracketMatching(),
        closeBrackets(),
        language,
        look,
        autocompletion({ override: [completions(terms)], icons: false, activateOnTypingDelay: 50 }),
        linter(mistakes(terms, field), { delay: 300, needsRefresh: mistake }),
        keymap.of([
          { key: "Mod-Enter", run: ask },
          ...closeBracketsKeymap,
          ...completionKeymap,
          ...searchKeymap,
          ...historyKeymap,
          ...lintKeymap,
          ...defaultKeymap,
        ]),
        EditorView.contentAttributes.of({ "aria-label": NAME, tabindex: "0" }),
        EditorView.lineWrapping,
        EditorView.updateListener.of((update) => {
          if (update.docChanged) {
            field.value = view.state.doc.toString();
            delete field.dataset.mistake;
          }
        }),
      ],
    }),
  });
  // What is written elsewhere into the field, as by one of the queries asked before, is shown.
  field.addEventListener("change", () => {
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: field.value } });
    view.focus();
  });
  field.addEventListener("mistake", () => view.dispatch({ effects: mistaken.of(null) }));
  field.hidden = true;
  field.required = false;
  field.after(host);
  document.querySelector(`label[for="${field.id}"]`)?.addEventListener("click", () => view.focus());
}
