import { sha256Base64 } from "../../model/sha256.ts";
import type { Report } from "../../model/report.ts";
import type { Language } from "../../model/text.ts";
import { headline } from "../sentences.ts";
import { clean, html, raw, type Markup } from "./markup.ts";
import css from "./page.css.inline";
import script from "./client/main.ts.inline";

/** The head of the page. Nothing but this one script and this one style sheet runs or is loaded, whatever a name in the data holds. */
export function head(report: Pick<Report, "audit" | "tool">, language: Language, title = headline(report)[language]): Markup {
  const style = css + printed(report);
  const policy = `default-src 'none'; script-src 'sha256-${sha256Base64(script)}'; style-src 'sha256-${sha256Base64(style)}'; img-src data:; base-uri 'none'; form-action 'none'`;
  return html`<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${raw(policy)}"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="robots" content="noindex"><meta name="referrer" content="no-referrer"><meta name="generator" content="${`${report.tool.name} ${report.tool.version}`}">
<title>${title}</title><style>${raw(style)}</style></head>`;
}

export const scriptElement: Markup = html`<script>${raw(script)}</script>`;

/** What stands above and below each printed page, in the language that the page shows when it is printed. */
function printed(report: Pick<Report, "audit" | "tool">): string {
  const { audit, tool } = report;
  const policies = audit.policies.filter(({ id }) => id !== "cross");
  const [zh, en] = [headed(policies.map(({ title }) => title.zh).join("、")), headed(policies.map(({ title }) => title.en).join(", "))];
  const page = (name: string, left: string, right: string, number: string): string => `@page ${name}{@top-left{content:${quoted(left)}}@top-right{content:${quoted(right)}}@bottom-left{content:${quoted(`${tool.name} ${tool.version} · ${policies.map(({ id, version }) => `${id} ${version}`).join(" · ")}`)}}@bottom-right{content:${number}}}`;
  return page("zh", `合格 · ${zh}`, `检查日 ${audit.asOf}`, `"第 " counter(page) " 页，共 " counter(pages) " 页"`) + page("en", `hege · ${en}`, `as of ${audit.asOf}`, `"page " counter(page) " of " counter(pages)`);
}

/** Room for a line of header. */
const MOST = 48;
const headed = (title: string): string => { const signs = [...clean(title)]; return signs.length > MOST ? `${signs.slice(0, MOST - 1).join("")}…` : signs.join(""); };

/** A string of CSS in which nothing but letters, digits and spaces stands as itself. */
const quoted = (text: string): string => `"${clean(text).replace(/[^\p{L}\p{N} .·，、:-]/gu, (sign) => `\\${sign.codePointAt(0)?.toString(16) ?? "20"} `)}"`;
