import { lastOf, type Day } from "../../model/day.ts";
import { valueOf } from "../../model/field.ts";
import { byReadValues, type Row } from "../../model/record.ts";

/** What a trainee has of each part, and needs. */
export interface Parts {
  cases: number;
  groupUnits: number;
  activities: number;
}

export interface Conversion {
  from: "cases" | "groupUnits";
  fromCount: number;
  to: "cases" | "groupUnits";
  toCount: number;
  approvedOn: Day;
  row: Row<"conversions">;
}

/** Approved rows in the order in which they are taken: approvedOn, from (cases first), fromCount, toCount. */
export function readConversions(rows: readonly Row<"conversions">[], asOf: Day): Conversion[] {
  const conversions: Conversion[] = [];
  for (const row of rows) {
    const [from, to] = [partOf(valueOf(row.fields.from)), partOf(valueOf(row.fields.to))];
    const [fromCount, toCount] = [valueOf(row.fields.fromCount), valueOf(row.fields.toCount)];
    const when = valueOf(row.fields.approvedOn);
    if (from === null || to === null || from === to || fromCount === null || toCount === null || when === null || fromCount <= 0 || toCount <= 0) continue;
    conversions.push({ from, fromCount, to, toCount, approvedOn: lastOf(when, asOf), row });
  }
  return conversions.sort((a, b) => a.approvedOn - b.approvedOn || Number(a.from !== "cases") - Number(b.from !== "cases")
    || a.fromCount - b.fromCount || a.toCount - b.toCount || byReadValues(b.row, a.row));
}

const partOf = (type: string | null): "cases" | "groupUnits" | null => (type === "case" ? "cases" : type === "group" ? "groupUnits" : null);

/** Turns surplus of one part into the other, once each; a surplus too small leaves its row unused. */
export function convert(have: Parts, need: Parts, conversions: readonly Conversion[]): { have: Parts; used: Conversion[]; unused: Conversion[] } {
  const now = { ...have };
  const used: Conversion[] = [];
  const unused: Conversion[] = [];
  for (const conversion of conversions) {
    if (now[conversion.from] - need[conversion.from] < conversion.fromCount) { unused.push(conversion); continue; }
    now[conversion.from] -= conversion.fromCount;
    now[conversion.to] += conversion.toCount;
    used.push(conversion);
  }
  return { have: now, used, unused };
}
