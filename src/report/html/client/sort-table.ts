/** Tables whose rows can be put in order by a column: its header becomes a button. */
export function sortable(): void {
  for (const table of document.querySelectorAll<HTMLTableElement>("table.sortable")) {
    const [body] = table.tBodies;
    if (body === undefined || body.rows.length < 2) continue;
    for (const header of table.querySelectorAll<HTMLTableCellElement>("th[data-sort]")) {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...header.childNodes);
      header.append(button);
      button.addEventListener("click", () => { order(table, body, header); });
    }
  }
}

function order(table: HTMLTableElement, body: HTMLTableSectionElement, header: HTMLTableCellElement): void {
  // Counts come greatest first, names from the beginning.
  const numbers = header.dataset["sort"] === "number";
  const before = header.getAttribute("aria-sort");
  const down = before === null ? numbers : before === "ascending";
  for (const each of table.querySelectorAll("th[aria-sort]")) each.removeAttribute("aria-sort");
  header.setAttribute("aria-sort", down ? "descending" : "ascending");
  const keyed = [...body.rows].map((row) => { const cell = row.cells[header.cellIndex]; return { row, text: cell?.textContent ?? "", value: Number(cell?.dataset["value"] ?? 0) }; });
  const compare = numbers ? (a: { value: number }, b: { value: number }): number => a.value - b.value : (a: { text: string }, b: { text: string }): number => a.text.localeCompare(b.text, "zh-CN");
  keyed.sort((a, b) => (down ? -1 : 1) * compare(a as never, b as never));
  const sorted = document.createDocumentFragment();
  for (const { row } of keyed) sorted.append(row);
  body.append(sorted);
}
