/** Words of the report that code needs without its schema, which takes long to build at every start. */

export const SCHEMA_VERSION = "1.0";
/** Of what `inspect --format json` prints. */
export const INSPECTION_VERSION = "1.0";
/** Of the overview of a batch. */
export const OVERVIEW_VERSION = "1.0";

export const STATUSES = ["pass", "fail", "waived", "pending", "not-assessed", "not-applicable"] as const;
export type Status = (typeof STATUSES)[number];

/** Worst first. */
export const VERDICTS = ["non-compliant", "incomplete", "nothing-to-judge", "pending", "compliant-with-findings", "compliant"] as const;
export type Verdict = (typeof VERDICTS)[number];
