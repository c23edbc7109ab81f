import type { AgencyReport } from "../../model/report.ts";
import { html, name, words, type Markup } from "./markup.ts";

/** Where inspector and agency sign; on paper only. */
export const signature = ({ name: agency }: AgencyReport): Markup => html`<div class="signature"><p>${words("以上检查情况已向被检单位说明。", "What was found was explained to the agency.")} <b>${name(agency)}</b></p><dl>
<div><dt>${words("检查人（签名）", "Inspector (signature)")}</dt><dd></dd></div><div><dt>${words("被检单位负责人（签名、盖章）", "For the agency (signature, seal)")}</dt><dd></dd></div>
<div><dt>${words("日期", "Date")}</dt><dd></dd></div><div><dt>${words("日期", "Date")}</dt><dd></dd></div></dl></div>`;
