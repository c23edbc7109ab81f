import { sha256Base64 } from "../../model/sha256.ts";
import type { Report } from "../../model/report.ts";
import type { Language } from "../../model/text.ts";
import { clean, html, raw, type Markup } from "../html/markup.ts";
import { selfCheckSheets, type SelfCheckLine, type SelfCheckSheet } from "./sheet.ts";
import { CHECKLIST, COLUMNS, madeFor, SIGNATURES, TITLE } from "./words.ts";

/** Small enough for a sheet of paper or two, with boxes to write in. */
const STYLE = "body{font:13px/1.45 'Microsoft YaHei','PingFang SC','Noto Sans CJK SC',sans-serif;margin:1.2rem auto;max-width:75rem;padding:0 1rem;color:#1c2430;background:#fff}h1{font-size:1.25rem;text-align:center;margin:0 0 .2rem}h2{font-size:1rem;text-align:center;font-weight:600;margin:0 0 .6rem}p.of{margin:.3rem 0 .6rem}table{border-collapse:collapse;width:100%;table-layout:fixed}th,td{border:1px solid #8a98ad;padding:.2rem .35rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}thead th{background:#e6ecf5}td.own{background:#fffdf5}tr.mute td{color:#4d5866}.fail{color:#9b1c14;font-weight:600}.open{color:#7a5200;font-weight:600}.pass{color:#1e6b34}td p{margin:0 0 .2rem}dl{display:grid;grid-template-columns:repeat(4,1fr);gap:1rem;margin:1.2rem 0}dt{border-top:1px solid #1c2430;padding-top:.2rem}section+section{break-before:page}@page{size:A4 landscape;margin:7mm}@media print{body{font-size:6.4pt;line-height:1.15;margin:0;padding:0;max-width:none}h1{font-size:10pt;display:inline}p.of{display:inline;margin:0 0 0 1em}table{width:calc(100% - 1px)}th,td{padding:.1mm .8mm}td p{margin:0}dl{margin:3mm 0 0}thead{display:table-header-group}tr{break-inside:avoid}}";
const WIDTHS = [7, 26, 12, 7, 5, 8, 35];

/** The self-check sheets of a report as one page that needs nothing else. */
export function* selfCheckHtml(report: Report, { language }: { language: Language }): Generator<string> {
  const style = `${STYLE}${WIDTHS.map((width, i) => `col:nth-child(${i + 1}){width:${width}%}`).join("")}`;
  yield `<!doctype html>\n${html`<html lang="${language === "zh" ? "zh-CN" : "en"}"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${raw(`default-src 'none'; style-src 'sha256-${sha256Base64(style)}'; base-uri 'none'; form-action 'none'`)}"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${TITLE[language]}</title><style>${raw(style)}</style></head><body><main>`.text}`;
  for (const sheet of selfCheckSheets(report)) yield sectionOf(sheet, report, language).text;
  yield "</main></body></html>\n";
}

function sectionOf({ agency, title, lines }: SelfCheckSheet, { audit }: Report, language: Language): Markup {
  return html`<section><h1>${title[language]} ${TITLE[language]}</h1><p class="of"><bdi>${madeFor(agency.name, audit)[language]}</bdi></p>
<table><colgroup>${WIDTHS.map(() => html`<col>`)}</colgroup><thead><tr>${COLUMNS.map((column) => html`<th scope="col">${column[language]}</th>`)}</tr></thead><tbody>${lines.map((line) => rowOf(line, language))}</tbody></table>
<dl>${SIGNATURES.map((signature) => html`<dt>${signature[language]}${language === "zh" ? "：" : ":"}</dt>`)}</dl></section>\n`;
}

const LOOKS: Readonly<Record<string, string>> = { "fail": "fail", "not-assessed": "open", "pending": "open", "pass": "pass" };

function rowOf({ clause, asks, method, materials, toFillIn, outcome, data }: SelfCheckLine, language: Language): Markup {
  if (!toFillIn) return html`<tr class="mute"><th scope="row">${clause[language]}</th><td colspan="${String(COLUMNS.length - 1)}">${asks[language]}</td></tr>`;
  const result = outcome !== null ? html`<span class="${LOOKS[outcome.status] ?? ""}">${outcome.words[language]}</span>` : html`${CHECKLIST[language]}`;
  return html`<tr><th scope="row">${clause[language]}</th><td>${asks[language]}</td><td>${method[language]}</td><td>${materials[language]}</td><td class="own"></td><td>${result}</td><td>${data[language].split("\n").filter((line) => line !== "").map((line) => html`<p><bdi>${clean(line)}</bdi></p>`)}</td></tr>`;
}
