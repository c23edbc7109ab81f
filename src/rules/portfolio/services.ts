import type { Day } from "../../model/day.ts";
import { halfDaysOf, sumOf } from "../half-days.ts";
import type { Session } from "../tallies/sessions.ts";

/** The two ends at which unknown cells are read (rules.md, 2.2 "unknowns"). */
export type End = "worst" | "best";

export type ExclusionReason = "not-direct" | "not-lead" | "lead-unknown" | "no-service-number" | "not-face-to-face" | "form-unknown" | "incomplete-record";
export interface Excluded { session: Session; reason: ExclusionReason }

export interface PortfolioRules {
  caseSessions: number; groupHalfDays: number; therapeuticUnits: number; otherUnits: number; hoursPerHalfDay: number;
}

export interface Counted {
  cases: number;
  groupUnits: number;
  activities: number;
  excluded: readonly Excluded[];
}

interface Service {
  type: "case" | "group" | "activity";
  serviceNo: string;
  counted: Session[];
  voided: boolean;
}

/**
 * The cases, group units and activities of a trainee at one end. `hard` and `therapeutic` tell of a service by its number what its
 * records say of it; null: no record could say, since the column is absent.
 */
export function countServices(
  own: readonly Session[], rules: PortfolioRules, end: End, marks: { hard: (caseNo: string) => boolean | null; therapeutic: (groupNo: string) => boolean | null },
): Counted {
  const services = new Map<string, Service>();
  const excluded: Excluded[] = [];
  for (const session of own) {
    const type = kindOf(session.entry.type);
    if (type === null) continue;
    const verdict = countsAt(session, type, end);
    if (verdict !== "counts") { excluded.push({ session, reason: verdict }); continue; }
    const key = keyOf(type, session);
    const service = services.get(key) ?? { type, serviceNo: session.entry.serviceNo ?? "", counted: [], voided: false };
    service.counted.push(session);
    if (isIncomplete(session, end)) { service.voided = true; excluded.push({ session, reason: "incomplete-record" }); }
    services.set(key, service);
  }
  const valid = [...services.values()].filter((service) => !service.voided);
  const told = (mark: boolean | null): boolean => mark ?? end === "best";
  const cases = valid.filter(({ type, counted, serviceNo }) => type === "case" && counted.length >= rules.caseSessions && told(marks.hard(serviceNo)));
  const groups = valid.filter(({ type, counted }) => type === "group" && halfDays(counted, rules, end) >= rules.groupHalfDays - 1e-9);
  return {
    cases: cases.length,
    groupUnits: groups.reduce((units, { serviceNo }) => units + (told(marks.therapeutic(serviceNo)) ? rules.therapeuticUnits : rules.otherUnits), 0),
    activities: valid.filter(({ type }) => type === "activity").length,
    excluded,
  };
}

const halfDays = (counted: readonly Session[], rules: PortfolioRules, end: End): number =>
  sumOf(counted.map(({ entry }) => { const amount = halfDaysOf(entry, rules.hoursPerHalfDay); return end === "best" ? amount.max : amount.min; }));

function kindOf(type: string): Service["type"] | null {
  if (type === "case" || type === "group") return type;
  return type === "activity" || type === "new-project" ? "activity" : null;
}

/** Activities are told apart by their number whatever they are called; without one, each date is one. */
function keyOf(type: Service["type"], { entry }: Session): string {
  if (type !== "activity") return `${type}:${entry.serviceNo ?? ""}`;
  return entry.serviceNo === null ? `day:${entry.day}` : `no:${entry.serviceNo}`;
}

const isIncomplete = ({ entry }: Session, end: End): boolean => (entry.complete === null ? end === "worst" : !entry.complete);

/**
 * Whether a session counts at an end. An unknown lead or form counts at the best end if the record is complete, at the worst if it
 * is incomplete – where it voids its service.
 */
function countsAt(session: Session, type: Service["type"], end: End): "counts" | ExclusionReason {
  const { entry, lead } = session;
  const asUnknown = isIncomplete(session, end) === (end === "worst");
  if (!entry.direct) return "not-direct";
  if (!(lead ?? asUnknown)) return lead === null ? "lead-unknown" : "not-lead";
  if (type !== "activity" && entry.serviceNo === null) return "no-service-number";
  if (type === "case" && !(entry.faceToFace ?? asUnknown)) return entry.faceToFace === null ? "form-unknown" : "not-face-to-face";
  return "counts";
}

/** The person's own sessions from one day to another. */
export const inWindow = (own: readonly Session[], from: Day, to: Day): Session[] => own.filter(({ entry }) => entry.day >= from && entry.day <= to);
