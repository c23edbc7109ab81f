import { inspecting } from "../model/issue-sentences.ts";
import type { Bilingual } from "../model/text.ts";

/** Why reading ends the audit: which file, what is wrong, what to do. */

type Way = (path: string) => Bilingual;

const sentence = (zh: (path: string) => string, en: (path: string) => string): Way => (path) => ({ zh: `${zh(path)}。`, en: `${en(path)}.` });

const SAVE_AS_ZH = "请用 Excel 或 WPS 打开，“另存为”选“Excel 工作簿（*.xlsx）”后再提交";
const SAVE_AS_EN = "open it in Excel or WPS, save it as an Excel workbook (.xlsx), and give that file";

/** Formats that are told by their bytes and not read. */
export const UNREAD_FORMATS = {
  "empty": sentence((p) => `${p}：文件是空的（0 字节）。请重新导出或重新上传这个文件`, (p) => `${p}: the file is empty (0 bytes). Export or send it again`),
  "bom-only": sentence((p) => `${p}：文件里只有编码标记，没有任何内容。请重新导出这个文件`, (p) => `${p}: the file holds a byte order mark and nothing else. Export it again`),
  "xls": sentence((p) => `${p}：这是旧版 Excel 97-2003 工作簿（.xls），不能读取。${SAVE_AS_ZH}`, (p) => `${p}: this is an old Excel 97-2003 workbook (.xls), which is not read. To go on, ${SAVE_AS_EN}`),
  "encrypted": sentence((p) => `${p}：工作簿设有打开密码，不能读取。请在 Excel 或 WPS 中打开，在“文件-信息-保护工作簿”里去掉密码后另存`, (p) => `${p}: the workbook is protected by a password. Open it in Excel or WPS, remove the password (File, Info, Protect Workbook) and save it again`),
  "xlsb": sentence((p) => `${p}：这是 Excel 二进制工作簿（.xlsb），不能读取。${SAVE_AS_ZH}`, (p) => `${p}: this is a binary Excel workbook (.xlsb), which is not read. To go on, ${SAVE_AS_EN}`),
  "ods": sentence((p) => `${p}：这是 OpenDocument 表格（.ods），不能读取。${SAVE_AS_ZH}`, (p) => `${p}: this is an OpenDocument spreadsheet (.ods), which is not read. To go on, ${SAVE_AS_EN}`),
  "html": sentence((p) => `${p}：这其实是网页（HTML），只是用了表格的文件名；很多系统的“导出 Excel”就是这样。${SAVE_AS_ZH}`, (p) => `${p}: this is a web page (HTML) under the name of a table, as many systems export it. To go on, ${SAVE_AS_EN}`),
  "xml": sentence((p) => `${p}：这是 XML 格式的表格（Excel 2003 XML 一类），不能读取。${SAVE_AS_ZH}`, (p) => `${p}: this is an XML file (such as an Excel 2003 XML spreadsheet), which is not read. To go on, ${SAVE_AS_EN}`),
  "sylk": sentence((p) => `${p}：这是 SYLK 格式（.slk）的表格，不能读取。${SAVE_AS_ZH}`, (p) => `${p}: this is a SYLK file (.slk), which is not read. To go on, ${SAVE_AS_EN}`),
  "broken": sentence((p) => `${p}：工作簿已损坏，不能完整读取。请在 Excel 或 WPS 中打开（按提示修复）并另存，或请对方重新发送`, (p) => `${p}: the workbook is damaged and cannot be read whole. Open it in Excel or WPS, let it be repaired and save it again, or ask for it to be sent again`),
  "too-big": sentence((p) => `${p}：工作簿解开后大得不合常理，为安全起见不予读取。请在 Excel 中只复制需要的行列到新工作簿后再提交`, (p) => `${p}: the workbook inflates to an unreasonable size and is not read, for safety. Copy the rows you need into a new workbook and give that file`),
  "pdf": sentence((p) => `${p}：这是 PDF，不是表格。请提交原来的 Excel 工作簿或 CSV`, (p) => `${p}: this is a PDF, not a table. Give the Excel workbook or CSV it was made from`),
  "picture": sentence((p) => `${p}：这是图片，不是表格。请提交原来的 Excel 工作簿或 CSV`, (p) => `${p}: this is a picture, not a table. Give the Excel workbook or CSV it shows`),
  "word": sentence((p) => `${p}：这是 Word 文档，不是表格。请把其中的表格复制到 Excel 或 WPS 表格，存为 .xlsx 后再提交`, (p) => `${p}: this is a Word document. Copy its table into Excel or WPS and save it as .xlsx`),
  "slides": sentence((p) => `${p}：这是演示文稿，不是表格。请提交 Excel 工作簿或 CSV`, (p) => `${p}: these are presentation slides. Give an Excel workbook or a CSV`),
  "rtf": sentence((p) => `${p}：这是 RTF 文档，不是表格。请把其中的表格复制到 Excel 或 WPS 表格，存为 .xlsx 后再提交`, (p) => `${p}: this is an RTF document. Copy its table into Excel or WPS and save it as .xlsx`),
  "archive": sentence((p) => `${p}：这是压缩包。请先解压，再提交里面的表格文件`, (p) => `${p}: this is an archive. Unpack it and give the tables in it`),
  "ole": sentence((p) => `${p}：这是旧版 Office 文件，不是能读取的表格。${SAVE_AS_ZH}`, (p) => `${p}: this is an old Office file and no table that is read. To go on, ${SAVE_AS_EN}`),
  "binary": sentence((p) => `${p}：既不是 Excel 工作簿，也不是文本（CSV）。请确认文件没有传错，并提交 .xlsx 或 CSV`, (p) => `${p}: this is neither an Excel workbook nor text (CSV). Make sure it is the right file, and give an .xlsx or a CSV`),
} as const satisfies Record<string, Way>;
export type UnreadFormat = keyof typeof UNREAD_FORMATS;

export const notFound = sentence((p) => `${p}：没有这个文件或文件夹。请检查路径是否写对`, (p) => `${p}: there is no such file or folder. Check the path`);
export const notPermitted = sentence((p) => `${p}：没有读取权限。请检查文件权限，或关闭正在占用它的程序后再试`, (p) => `${p}: reading it is not permitted. Check its permissions, or close the program that holds it`);
export const notReadable = (path: string, reason: string): Bilingual => ({
  zh: `${path}：读取失败（${reason}）。请检查磁盘或网络，再试一次。`, en: `${path}: it could not be read (${reason}). Check the disk or the network and try again.`,
});
export const notAFile = sentence((p) => `${p}：不是普通文件。请提交 .xlsx 或 CSV 文件，或装有它们的文件夹`, (p) => `${p}: this is no ordinary file. Give .xlsx or CSV files, or a folder of them`);

const where = (path: string, sheet: string | null): { zh: string; en: string } => (sheet === null ? { zh: path, en: path } : { zh: `${path} 的工作表“${sheet}”`, en: `${path}, sheet "${sheet}"` });

export function tooManyColumns(path: string, sheet: string | null, row: number): Bilingual {
  const at = where(path, sheet);
  return { zh: `${at.zh}：第 ${row} 行超过 16,384 列，不是能读取的表格。请删去多余的列。`, en: `${at.en}: row ${row} has more than 16,384 columns. Delete those that are not needed.` };
}
export function tooManyRows(path: string, sheet: string): Bilingual {
  const at = where(path, sheet);
  return { zh: `${at.zh}：超过 1,048,576 行，超出 Excel 的限度。请检查文件是否损坏，或拆成几份。`, en: `${at.en}: it has more than 1,048,576 rows, more than Excel holds. It may be damaged; else split it.` };
}
export const tooManySheets = sentence((p) => `${p}：工作表超过 1,000 张。请只保留需要的工作表`, (p) => `${p}: it has more than 1,000 sheets. Keep those that are needed`);
/** `most` in bytes. */
export const tooLongRecord = (path: string, row: number, most: number): Bilingual => {
  const size = `${Math.floor(most / (1024 * 1024))} MB`;
  return {
    zh: `${path}：第 ${row} 条记录超过 ${size}，多半是少了一个引号。请检查该行附近的引号；内容确实这么长，可用 --max-bytes 放宽。`,
    en: `${path}: record ${row} is longer than ${size}; a quotation mark is probably missing. Check the quotation marks near that row; if it really is that long, raise the limit with --max-bytes.`,
  };
};

export const noFiles: Bilingual = { zh: "没有可读的文件。请给出花名册等表格文件，或装有它们的文件夹。", en: "There is no file to read. Give the staff roster and the other tables, or a folder of them." };
export const noRoster = (read: string): Bilingual => ({
  zh: `没有找到花名册（至少要有“姓名”和“岗位”两列），无法审查。${read === "" ? "" : `已读取：${read}。`}请提交花名册，或检查表头是否在前 50 行之内；hege inspect 加上同样的文件，可以看到每张表是怎样认的。`,
  en: `No staff roster was found (a table with at least a name and a post column), so nothing can be audited.${read === "" ? "" : ` Read: ${read}.`} Give the roster, or check that its header is within the first 50 rows; hege inspect with the same files shows how each table was understood.`,
});
export const onlySummary = (path: string, sheet: string | null): Bilingual => {
  const at = where(path, sheet);
  return {
    zh: `${at.zh}：这是按人汇总的月报表，没有逐条记录，从中什么也判定不了。请提交花名册和逐条的服务记录。`,
    en: `${at.en}: this is a monthly summary by worker, not a log by record, and nothing can be judged from it. Give the staff roster and the log of single records.`,
  };
};
export function rosterLacks(path: string, sheet: string | null, row: number, columns: string, nearest: string): Bilingual {
  const at = where(path, sheet);
  return {
    zh: `${at.zh}：花名册（表头在第 ${row} 行）缺少“${columns}”列，无法审查。${nearest === "" ? "" : `相近的表头：${nearest}。`}请补上这一列，或把对应的表头改成“${columns}”。各列是怎样认的，可运行 ${inspecting(path)} 查看。`,
    en: `${at.en}: the staff roster (header in row ${row}) has no column "${columns}", so it cannot be audited.${nearest === "" ? "" : ` Nearest headers: ${nearest}.`} Add the column, or rename its header to "${columns}". To see how each column was understood, run ${inspecting(path)}.`,
  };
}
export function rosterEmpty(path: string, sheet: string | null): Bilingual {
  const at = where(path, sheet);
  return { zh: `${at.zh}：花名册只有表头，没有一行人员，无法审查。请填好后再提交。`, en: `${at.en}: the staff roster has its header and not a single row. Fill it in and give it again.` };
}
