import { iso, fullMonths, lastOf, type Day, type Period, type When } from "../model/day.ts";
import type { Field, Source } from "../model/field.ts";
import { addAll } from "../model/lists.ts";
import type { LogBatch, NumberedRows, PassingRow, Submission } from "../model/submission.ts";
import { LOGS } from "../model/table.ts";
import type { AnyTally } from "../rules/kind.ts";
import { rowsKept, sessions, type Sessions } from "../rules/tallies/sessions.ts";
import { aboutCell, type PlacedFinding } from "./finding.ts";
import type { Locator } from "./locate.ts";
import { numberedServices } from "./numbered-services.ts";
import { makeResolver, perTable, remember, type Resolved } from "./resolve.ts";

/** What streaming the logs once gives: the tallies, what is wrong with the rows, and which rows are not used. */
export interface LogsRead {
  tallies: ReadonlyMap<AnyTally, unknown>;
  findings: PlacedFinding[];
  /** By source: rows kept out by an issue. */
  unused: ReadonlyMap<number, number>;
}

export async function readLogs(submission: Submission, tallies: readonly AnyTally[], locator: Locator, agencyOf: (person: number) => string | null, asOf: Day, period: Period, progress?: (done: number, total: number) => void): Promise<LogsRead> {
  let done = 0;
  const states = new Map<AnyTally, unknown>(tallies.map((tally) => [tally, tally.empty()]));
  const findings: PlacedFinding[] = [];
  const unused = new Map<number, number>();
  const memory = remember(locator);
  const resolver = makeResolver(memory, asOf);
  for (const log of LOGS) {
    // The log names the resolver of its own rows; the types cannot follow it there.
    const resolve = resolver[log] as (row: PassingRow) => Resolved<unknown>;
    const asked = tallies.filter((tally) => tally.log === log).map((tally) => ({ tally, state: states.get(tally) }));
    const before = done;
    const dateOf = perTable((row: PassingRow) => row.reader("date"));
    const services = log === "services" ? numberedServices(asked, memory, asOf, locator.agencies.length === 1) : null;
    let last: { day: Day; date: Field<When> } | null = null;
    for await (const batch of submission.scan(log)) {
      for (const finding of batch.findings) findings.push({ ...finding, agency: null });
      if (batch.numbered !== null) services?.begin(batch.numbered as NumberedRows<"services">);
      for (let nth = 0; nth < batch.length; nth++) {
        if (services !== null && batch.numbered !== null) {
          const latest: { day: Day; nth: number } = { day: last?.day ?? -Infinity, nth: -1 };
          nth = services.enter(batch as LogBatch<"services">, nth, latest);
          if (latest.nth >= 0) last = { day: latest.day, date: batch.at(latest.nth).field("date") };
          if (nth === batch.length) break;
        }
        const row = batch.at(nth);
        const resolved = resolve(row);
        if (resolved.findings.length > 0) addAll(findings, resolved.findings);
        if (!resolved.used) unused.set(row.source.id, (unused.get(row.source.id) ?? 0) + 1);
        const when = dateOf(row);
        if (when.is === "known" && (last === null || lastOf(when.value, asOf) > last.day)) last = { day: lastOf(when.value, asOf), date: row.field("date") };
        // By number: loops over an iterator make an object a step, and this runs for every row.
        const { entries } = resolved;
        for (let i = 0; i < entries.length; i++) {
          for (let j = 0; j < asked.length; j++) {
            const { tally, state } = asked[j] as (typeof asked)[number];
            tally.step(state, entries[i]);
          }
        }
      }
      done += batch.length;
      const expected = batch.share > 0 ? Math.round((done - before) / batch.share) : done - before;
      for (const { tally, state } of asked) tally.expect?.(state, expected);
      progress?.(done, before + expected);
    }
    progress?.(done, done);
    for (const { tally, state } of asked) tally.close?.(state);
    if (last !== null) addAll(findings, endsEarly(last.date, last.day, period, asOf));
  }
  const state = states.get(sessions) as Sessions | undefined;
  const kept = state ? rowsKept(state) : new Set();
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

/** A log whose last row lies before the period's last full month: the months after it count as they stand. */
function endsEarly(date: Field<When>, last: Day, period: Period, asOf: Day): PlacedFinding[] {
  const month = fullMonths(period.from, Math.min(period.to, asOf)).at(-1);
  if (!month || last >= month.from) return [];
  return [{ ...aboutCell("log-ends-early", date, null, { last: iso(last), month: month.month }), value: null }];
}
