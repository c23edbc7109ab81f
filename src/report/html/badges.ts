import type { Severity } from "../../model/issue.ts";
import type { Status, Verdict } from "../../model/status.ts";
import { SEVERITY_WORDS, STATUS_WORDS, verdictWords } from "../words.ts";
import { both, html, type Markup } from "./markup.ts";

/** Words with a sign and a colour beside them: the word says it, whoever sees no colour. */

const SIGN: Record<Verdict | Status, string> = {
  "non-compliant": "✗", "incomplete": "?", "nothing-to-judge": "–", "pending": "…", "compliant-with-findings": "✓", "compliant": "✓",
  "pass": "✓", "fail": "✗", "waived": "◇", "not-assessed": "?", "not-applicable": "–",
};
const LOOK: Record<Verdict | Status | Severity, string> = {
  "non-compliant": "bad", "incomplete": "open", "nothing-to-judge": "open", "pending": "wait", "compliant-with-findings": "good", "compliant": "good",
  "pass": "good", "fail": "bad", "waived": "wait", "not-assessed": "open", "not-applicable": "none", "error": "bad", "warning": "open", "notice": "none",
};

const badge = (look: string, sign: string, words: Markup): Markup => html`<span class="badge ${look}"><span aria-hidden="true">${sign}</span> ${words}</span>`;

export const verdictBadge = (verdict: Verdict, partial: boolean): Markup => badge(LOOK[verdict], SIGN[verdict], both(verdictWords(verdict, partial)));
export const statusBadge = (status: Status): Markup => badge(LOOK[status], SIGN[status], both(STATUS_WORDS[status]));
export const severityTag = (severity: Severity): Markup => html`<span class="tag ${LOOK[severity]}">${both(SEVERITY_WORDS[severity])}</span>`;
