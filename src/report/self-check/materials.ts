import type { TableKind } from "../../model/table.ts";

/** The tables that a rule of each kind is judged by, besides the roster, which every rule needs: what an agency has ready. A test holds it to the kinds. */
export const MATERIALS: Readonly<Record<string, readonly TableKind[]>> = {
  "benefits": [], "documents": ["documents"], "duplicate-person": [], "duty-records": ["duties"], "experience": [], "guidance": ["supervision", "duties"], "headcount-ratio": [], "origin": [],
  "pay-floor": ["pay-guide"], "post-class": ["agency"], "post-qualification": [], "post-staffed": ["agency"], "practice-portfolio": ["services", "targets", "conversions"], "practice-sessions": ["services", "targets"],
  "qualification": [], "record-review": ["services"], "registry-sanction": ["registry"], "registry-standing": ["registry"], "shared-supervisor": [], "span-of-control": [], "supervision-given": ["supervision"],
  "supervision-provided": ["supervision"], "supervision-received": ["supervision"], "timeliness": ["services", "supervision"], "title-not-in-use": [], "workload-share": ["services"],
};
