import { fieldWord } from "../../model/field-words.ts";
import type { Trouble } from "../../model/inspection.ts";
import { byLetter, type Finding } from "../../model/issue.ts";
import { shown } from "../../model/issue-sentences.ts";

const PLACES = 5;
const TEXTS_LISTED = 50;
/** More different texts of one column are counted and no longer told apart. */
const TEXTS_KEPT = 1_000;

interface Group {
  finding: Finding;
  cells: number;
  first: string[];
  texts: Map<string, { cells: number; first: string[]; order: number }>;
}

/** Gathers what was wrong in the cells and rows of one table: by column and kind, with how often and the first places. */
export function troubleCounter(): { add(finding: Finding): void; all(): Trouble[] } {
  const groups = new Map<string, Group>();
  return {
    add(finding) {
      const { code, variant, spot, field, value } = finding;
      const key = `${spot?.column ?? ""} ${code} ${variant ?? ""}`;
      const group: Group = groups.get(key) ?? { finding, cells: 0, first: [], texts: new Map() };
      groups.set(key, group);
      const place = `${spot?.column ?? ""}${spot?.row ?? ""}`;
      note(group, place);
      const text = value === null ? null : shown(field ?? "", value);
      if (text === null) return;
      const known = group.texts.get(text);
      if (known === undefined && group.texts.size >= TEXTS_KEPT) return;
      const entry = known ?? { cells: 0, first: [], order: group.texts.size };
      group.texts.set(text, entry);
      note(entry, place);
    },
    all: () => [...groups.values()].sort(byPlace).map(troubleOf),
  };
}

function note(into: { cells: number; first: string[] }, place: string): void {
  into.cells += 1;
  if (into.first.length < PLACES) into.first.push(place);
}

/** By column as they stand in the sheet, those of whole rows last; then as they were met. */
function byPlace(a: Group, b: Group): number {
  const [one, two] = [a.finding.spot?.column ?? null, b.finding.spot?.column ?? null];
  if (one === null || two === null) return Number(one === null) - Number(two === null);
  return byLetter(one, two);
}

function troubleOf({ finding, cells, first, texts }: Group): Trouble {
  const { code, variant, spot, table, field, facts } = finding;
  const header = facts["header"];
  const accepted = facts["expected"];
  return {
    code: `DATA-${code}`, variant: variant ?? "", column: spot?.column ?? null, header: typeof header === "string" ? header : null,
    field, word: table === null || field === null ? null : fieldWord(table, field), cells, first,
    texts: [...texts].sort(([, a], [, b]) => b.cells - a.cells || a.order - b.order).slice(0, TEXTS_LISTED).map(([text, { order: _, ...counts }]) => ({ text, ...counts })),
    accepted: typeof accepted === "string" ? accepted : null,
  };
}
