import { iso, fullMonths, lastOf, type Day, type Period } from "../model/day.ts";
import type { Source } from "../model/field.ts";
import type { Row } from "../model/record.ts";
import type { LogRow, Submission } from "../model/submission.ts";
import { isLog, LOGS, type LogKind } from "../model/table.ts";
import type { AnyTally } from "../rules/kind.ts";
import { sessions, type Sessions } from "../rules/tallies/sessions.ts";
import { aboutCell, type PlacedFinding } from "./finding.ts";
import type { Resolved, Resolver } from "./resolve.ts";

/** What streaming the logs once gives: the tallies, what is wrong with the rows, and which rows are not used. */
export interface LogsRead {
  tallies: ReadonlyMap<AnyTally, unknown>;
  findings: PlacedFinding[];
  /** By source: rows kept out by an issue. */
  unused: ReadonlyMap<number, number>;
}

export async function readLogs(submission: Submission, tallies: readonly AnyTally[], resolver: Resolver, agencyOf: (person: number) => string | null, asOf: Day, period: Period, progress?: (done: number, total: number) => void): Promise<LogsRead> {
  const total = submission.files.flatMap((file) => file.tables).filter(({ source }) => isLog(source.table)).reduce((sum, { rows }) => sum + rows, 0);
  let done = 0;
  const states = new Map<AnyTally, unknown>(tallies.map((tally) => [tally, tally.empty()]));
  const findings: PlacedFinding[] = [];
  const unused = new Map<number, number>();
  for (const log of LOGS) {
    let last: Day | null = null;
    let lastRow: Row<LogKind> | null = null;
    for await (const batch of submission.open(log)) {
      done += batch.length;
      progress?.(done, total);
      for (const logRow of batch) {
        // The log names the resolver of its own rows; the types cannot follow it there.
        const resolved = (resolver[log] as (row: LogRow) => Resolved<unknown>)(logRow);
        findings.push(...resolved.findings);
        const source = logRow.row.source.id;
        if (!resolved.used) unused.set(source, (unused.get(source) ?? 0) + 1);
        const day = dayOf(logRow.row, asOf);
        if (day !== null && (last === null || day > last)) [last, lastRow] = [day, logRow.row];
        for (const entry of resolved.entries) {
          for (const tally of tallies) if (tally.log === log) tally.step(states.get(tally), entry);
        }
      }
    }
    if (last !== null && lastRow !== null) findings.push(...endsEarly(lastRow, last, period, asOf));
  }
  const state = states.get(sessions) as Sessions | undefined;
  const kept = keptPlaces(state);
  for (const [id, rows] of state?.duplicates ?? []) {
    const source = submission.sources[id];
    for (const [row, person] of rows) {
      // A row of several workers that counts for one of them is used, though it is a copy for another.
      if (!source || kept.has(`${id}:${row}`)) continue;
      unused.set(id, (unused.get(id) ?? 0) + 1);
      findings.push(duplicate(source, row, agencyOf(person)));
    }
  }
  return { tallies: states, findings, unused };
}

function duplicate(source: Source, row: number, agency: string | null): PlacedFinding {
  const column = source.columns.get("serviceNo")?.[0]?.letter ?? null;
  return { code: "duplicate-record", table: "services", field: null, spot: { path: source.path, sheet: source.sheet, row, column }, value: null, facts: {}, agency };
}

function keptPlaces(state: Sessions | undefined): ReadonlySet<string> {
  const kept = new Set<string>();
  if (state && state.duplicates.size > 0) for (const { entry } of state.numbered.values()) if (state.duplicates.get(entry.source)?.has(entry.row)) kept.add(`${entry.source}:${entry.row}`);
  return kept;
}

const dayOf = (row: Row<LogKind>, asOf: Day): Day | null => (row.fields.date.is === "known" ? lastOf(row.fields.date.value, asOf) : null);

/** A log whose last row lies before the period's last full month: the months after it count as they stand. */
function endsEarly(row: Row<LogKind>, last: Day, period: Period, asOf: Day): PlacedFinding[] {
  const month = fullMonths(period.from, Math.min(period.to, asOf)).at(-1);
  if (!month || last >= month.from) return [];
  return [{ ...aboutCell("log-ends-early", row.fields.date, null, { last: iso(last), month: month.month }), value: null }];
}
