// Runs axe over the page and leaves what it finds in the document, where a test reads it.
"use strict";
window.addEventListener("load", async () => {
  for (const each of document.querySelectorAll("details")) {
    each.open = true;
  }
  const found = await window.axe.run(document, { resultTypes: ["violations"] });
  const report = document.createElement("pre");
  report.id = "axe-report";
  report.textContent = JSON.stringify({
    violations: found.violations.map((each) => [each.id, each.nodes.map((node) => node.html.slice(0, 200))]),
    scheme: window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light",
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  });
  document.body.append(report);
});
