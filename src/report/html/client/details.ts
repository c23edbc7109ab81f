import { detail } from "../detail.ts";
import type { Results } from "./load.ts";

/** Draws what is behind a finding when it is opened, where the file does not hold it drawn. */
export function fill(results: Results): void {
  const rules = new Map(results.meta.rules.map((rule) => [rule.id, rule]));
  document.addEventListener("toggle", ({ target }) => {
    if (!(target instanceof HTMLDetailsElement) || !target.open) return;
    const place = target.dataset["at"];
    if (place === undefined) return;
    delete target.dataset["at"];
    const result = results.at(Number(place));
    // Markup of our own, in which every text of the data is escaped (markup.ts).
    if (result !== null) target.insertAdjacentHTML("beforeend", detail(result, rules.get(result.rule)).text);
  }, true);
}
