import type { Report } from "../../model/report.ts";
import type { Language } from "../../model/text.ts";
import type { Chunks } from "../index.ts";

/** The forms of a self-check sheet, by the ending of its file. */
export const SELF_CHECK_ENDINGS = { ".html": "html", ".xlsx": "xlsx" } as const;
type Form = (typeof SELF_CHECK_ENDINGS)[keyof typeof SELF_CHECK_ENDINGS];

export const selfCheckIn = async (form: Form, report: Report, options: { language: Language }): Promise<Chunks> =>
  (form === "html" ? (await import("./html.ts")).selfCheckHtml(report, options) : (await import("./xlsx.ts")).selfCheckXlsx(report, options));
