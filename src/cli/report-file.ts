import { readFile } from "node:fs/promises";
import path from "node:path";
import { Refusal } from "../model/fault.ts";
import type { Report } from "../model/report.ts";

const LISTED = 5;

/**
 * A report that was saved as JSON.
 * @throws Refusal for a file that cannot be read, is no JSON, or no report: with the first places that do not fit.
 */
export async function readReportFile(file: string, cwd: string): Promise<Report> {
  const text = await readFile(path.resolve(cwd, file), "utf8").catch((error: unknown) => {
    const { code } = error as NodeJS.ErrnoException;
    const [zh, en] = code === "ENOENT" ? ["没有这个文件，请检查路径", "there is no such file; check the path"] : code === "EISDIR" ? ["是文件夹，请写明报告文件", "it is a folder; name the file of the report"] : ["打不开，请检查读取权限", "it cannot be opened; check that you may read it"];
    throw new Refusal({ zh: `报告 ${file}：${zh}。`, en: `The report ${file}: ${en}.` });
  });
  const howTo = { zh: "请用 hege check … --output 报告.json 生成报告", en: "write one with hege check … --output report.json" };
  let data: unknown;
  try {
    data = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    throw new Refusal({ zh: `报告 ${file} 不是 JSON，或不完整：${howTo.zh}。`, en: `The report ${file} is no JSON, or not whole: ${howTo.en}.` });
  }
  const { reportSchema } = await import("../model/report.ts");
  const parsed = reportSchema.safeParse(data);
  if (parsed.success) return parsed.data;
  const { issues } = parsed.error;
  const version = typeof data === "object" && data !== null && "schemaVersion" in data ? String(data.schemaVersion) : null;
  throw new Refusal(
    { zh: `${file} 不是本版程序可读的报告${version === null ? "" : `（格式版本 ${version}）`}：${howTo.zh}。`, en: `${file} is no report that this version reads${version === null ? "" : ` (schema version ${version})`}: ${howTo.en}.` },
    ...issues.slice(0, LISTED).map(({ path: at, message }) => { const place = at.map(String).join(".") || "report"; return { zh: `  ${place}：${message}`, en: `  ${place}: ${message}` }; }),
    ...(issues.length > LISTED ? [{ zh: `  另有 ${issues.length - LISTED} 处`, en: `  and ${issues.length - LISTED} more` }] : []),
  );
}
