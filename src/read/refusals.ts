import { inspecting } from "../model/issue-sentences.ts";
import type { Bilingual } from "../model/text.ts";

/** Why reading ends the audit: which file, what is wrong, what to do. */

type Way = (path: string) => Bilingual;

const sentence = (zh: (path: string) => string, en: (path: string) => string): Way => (path) => ({ zh: `${zh(path)}。`, en: `${en(path)}.` });

/** Both programs by the words of their menus; whoever has one of them has these files from it. */
const SAVE_AS_ZH = "用 Excel 的，打开后选“文件 → 另存为”，保存类型选“Excel 工作簿 (*.xlsx)”；用 WPS 的，打开后选“文件 → 另存为”，文件类型选“Microsoft Excel 文件 (*.xlsx)”；然后提交新存的文件";
const SAVE_AS_EN = "in Excel, open it, choose File > Save As and the type Excel Workbook (*.xlsx); in WPS, open it, choose Menu > Save As and the type Microsoft Excel Files (*.xlsx); then give the new file";
const REPAIR_ZH = "请重新下载，或请对方重新发送；没有别的来源的，在 Excel 中选“文件 → 打开 → 浏览”，点中文件后从“打开”旁的箭头选“打开并修复”，核对内容后另存为 .xlsx；用 WPS 的，直接打开并按提示修复后另存";
const REPAIR_EN = "Download it again or ask for it to be sent again; if there is no other copy, choose File > Open > Browse in Excel, then Open and Repair from the arrow beside Open, check what is left and save it as .xlsx; in WPS, open it, let it be repaired and save it";

const isWps = (path: string): boolean => /\.ett?$/i.test(path);

/**
 * `.xls` is refused, not read. The one reader of it for JavaScript is SheetJS. Under its own name npm has 0.18.5, frozen with known
 * vulnerabilities (prototype pollution, a regular expression that can be made to hang); the current code is on npm only as somebody
 * else's copy (@e965/xlsx), and would be run over files that strangers hand in. What it makes of BIFF 2 to 5, whose text is in the
 * code page of the machine that wrote it, would be ours to answer for: a name read wrongly is a wrong finding. The risk of refusing
 * is that somebody has to save a file again, in the program that knows it best; that takes a minute.
 */
const oldWorkbook: Way = (path) => (isWps(path)
  ? { zh: `${path}：这是 WPS 表格自己的格式（.et），不能读取。请用 WPS 打开，选“文件 → 另存为”，文件类型选“Microsoft Excel 文件 (*.xlsx)”，然后提交新存的文件。`,
    en: `${path}: this is WPS Spreadsheets' own format (.et), which is not read. Open it in WPS, choose Menu > Save As and the type Microsoft Excel Files (*.xlsx), then give the new file.` }
  : { zh: `${path}：这是旧格式的 Excel 工作簿（.xls，Excel 2003 及更早的版本所用），不能读取。只改文件名没有用。${SAVE_AS_ZH}。`,
    en: `${path}: this is a workbook in the old format of Excel 2003 and before (.xls), which is not read; renaming it does not help. To go on, ${SAVE_AS_EN}.` });

/** Formats that are told by their bytes and not read. */
export const UNREAD_FORMATS = {
  "empty": sentence((p) => `${p}：文件是空的（0 字节）。请重新导出或重新上传这个文件`, (p) => `${p}: the file is empty (0 bytes). Export or send it again`),
  "bom-only": sentence((p) => `${p}：文件里只有编码标记，没有任何内容。请重新导出这个文件`, (p) => `${p}: the file holds a byte order mark and nothing else. Export it again`),
  "xls": oldWorkbook,
  "xls-4": sentence((p) => `${p}：这是 Excel 4.0 或更早版本的工作表（.xls），不能读取；新版 Excel 默认也不打开它。请用 WPS 或 LibreOffice 打开，选“文件 → 另存为”，类型选 Excel 的 .xlsx，然后提交新存的文件`, (p) => `${p}: this is a worksheet of Excel 4.0 or before (.xls), which is not read; new versions of Excel do not open it either unless told to. Open it in WPS or LibreOffice, save it as .xlsx, and give the new file`),
  "encrypted": sentence((p) => `${p}：工作簿设有打开密码，不能读取。请用密码打开，去掉密码再保存：在 Excel 中选“文件 → 信息 → 保护工作簿 → 用密码进行加密”，清空密码后点“确定”；在 WPS 中选“文件 → 文档加密 → 密码加密”，清空打开密码后点“应用”`, (p) => `${p}: the workbook is protected by a password and is not read. Open it with the password, take the password away and save it: in Excel, File > Info > Protect Workbook > Encrypt with Password, clear the box, OK; in WPS, Menu > Document Encryption > Password Encryption, clear the password to open, Apply`),
  "xlsb": sentence((p) => `${p}：这是 Excel 二进制工作簿（.xlsb），不能读取。${SAVE_AS_ZH}`, (p) => `${p}: this is a binary Excel workbook (.xlsb), which is not read. To go on, ${SAVE_AS_EN}`),
  "ods": sentence((p) => `${p}：这是 OpenDocument 表格（.ods），不能读取。${SAVE_AS_ZH}（用 LibreOffice 的，“文件 → 另存为”选“Excel 2007-365 (.xlsx)”）`, (p) => `${p}: this is an OpenDocument spreadsheet (.ods), which is not read. To go on, ${SAVE_AS_EN} (in LibreOffice: File > Save As, Excel 2007-365 (.xlsx))`),
  "numbers": sentence((p) => `${p}：这是苹果的 Numbers 表格，不能读取。请在 Numbers 中选“文件 → 导出为 → Excel…”，然后提交导出的 .xlsx 文件`, (p) => `${p}: this is a spreadsheet of Apple's Numbers, which is not read. In Numbers choose File > Export To > Excel…, and give the .xlsx file`),
  "html": sentence((p) => `${p}：这其实是网页（HTML），只是用了表格的文件名；很多系统的“导出 Excel”就是这样，打开时会提示格式与扩展名不一致，选“是”即可。${SAVE_AS_ZH}`, (p) => `${p}: this is a web page (HTML) under the name of a table, as many systems export it; when Excel warns that format and extension do not match, say yes. To go on, ${SAVE_AS_EN}`),
  "xml": sentence((p) => `${p}：这是 XML 文件（如“XML 电子表格 2003”），不能读取。${SAVE_AS_ZH}`, (p) => `${p}: this is an XML file (such as an XML Spreadsheet 2003), which is not read. To go on, ${SAVE_AS_EN}`),
  "sylk": sentence((p) => `${p}：这是 SYLK 格式（.slk）的表格，不能读取。${SAVE_AS_ZH}`, (p) => `${p}: this is a SYLK file (.slk), which is not read. To go on, ${SAVE_AS_EN}`),
  "broken": sentence((p) => `${p}：工作簿已损坏，不能完整读取。${REPAIR_ZH}`, (p) => `${p}: the workbook is damaged and cannot be read whole. ${REPAIR_EN}`),
  "cut-off": sentence((p) => `${p}：工作簿已损坏：文件的后一部分缺失，多半是没有下载或复制完。${REPAIR_ZH}`, (p) => `${p}: the workbook is damaged: its end is missing, as when a download or a copy was interrupted. ${REPAIR_EN}`),
  "too-big": sentence((p) => `${p}：工作簿解开后大得不合常理，为安全起见不予读取。请在 Excel 或 WPS 中新建工作簿，只把需要的行列复制过去，存为 .xlsx 后再提交`, (p) => `${p}: the workbook inflates to an unreasonable size and is not read, for safety. Copy the rows you need into a new workbook in Excel or WPS, save it as .xlsx and give that file`),
  "pdf": sentence((p) => `${p}：这是 PDF，不是表格。请提交原来的 Excel 工作簿或 CSV`, (p) => `${p}: this is a PDF, not a table. Give the Excel workbook or CSV it was made from`),
  "picture": sentence((p) => `${p}：这是图片，不是表格。请提交原来的 Excel 工作簿或 CSV`, (p) => `${p}: this is a picture, not a table. Give the Excel workbook or CSV it shows`),
  "word": sentence((p) => `${p}：这是 Word 文档，不是表格。请把其中的表格复制到 Excel 或 WPS 表格，存为 .xlsx 后再提交`, (p) => `${p}: this is a Word document, not a table. Copy the table in it into Excel or WPS and save that as .xlsx`),
  "slides": sentence((p) => `${p}：这是演示文稿，不是表格。请提交 Excel 工作簿或 CSV`, (p) => `${p}: these are presentation slides, not a table. Give an Excel workbook or a CSV`),
  "rtf": sentence((p) => `${p}：这是 RTF 文档，不是表格。请把其中的表格复制到 Excel 或 WPS 表格，存为 .xlsx 后再提交`, (p) => `${p}: this is an RTF document, not a table. Copy the table in it into Excel or WPS and save that as .xlsx`),
  "archive": sentence((p) => `${p}：这是压缩包。请先解压，再提交里面的表格文件`, (p) => `${p}: this is an archive. Unpack it and give the tables in it`),
  "ole": sentence((p) => `${p}：这是旧版 Office 文件，里面没有能读取的表格。如果它是表格：${SAVE_AS_ZH}`, (p) => `${p}: this is an old Office file without a table that is read. If it is a spreadsheet: ${SAVE_AS_EN}`),
  "binary": sentence((p) => `${p}：既不是 Excel 工作簿，也不是文本（CSV）。请确认文件没有传错，并提交 .xlsx 或 CSV；如果是没有编码标记的 UTF-16 文本，请加上 --encoding utf-16le`, (p) => `${p}: this is neither an Excel workbook nor text (CSV). Make sure it is the right file, and give an .xlsx or a CSV; for UTF-16 text without a byte order mark, add --encoding utf-16le`),
} as const satisfies Record<string, Way>;
export type UnreadFormat = keyof typeof UNREAD_FORMATS;

/** What is wrong with a damaged workbook, and in which of its parts. */
export const brokenPart = {
  "checksum": (path: string, part: string): Bilingual => ({
    zh: `${path}：工作簿已损坏：${part} 的内容与文件里记下的校验值不符，传送或保存时出了错。${REPAIR_ZH}。`,
    en: `${path}: the workbook is damaged: ${part} does not match the checksum kept with it, so something went wrong when it was sent or saved. ${REPAIR_EN}.`,
  }),
  "ends-early": (path: string, part: string): Bilingual => ({
    zh: `${path}：工作簿已损坏：${part} 没有写完，后面的行列缺失。${REPAIR_ZH}。`, en: `${path}: the workbook is damaged: ${part} ends early, and what comes after is missing. ${REPAIR_EN}.`,
  }),
  "not-there": (path: string, part: string): Bilingual => ({
    zh: `${path}：工作簿已损坏：缺少 ${part}，有一个工作表没有内容。${REPAIR_ZH}。`, en: `${path}: the workbook is damaged: ${part} is missing, so one of its sheets has no content. ${REPAIR_EN}.`,
  }),
} as const;

export const notFound = sentence((p) => `${p}：没有这个文件或文件夹。请检查路径是否写对`, (p) => `${p}: there is no such file or folder. Check the path`);
export const notPermitted = sentence((p) => `${p}：没有读取权限。请在文件的“属性 → 安全”里允许读取，或关闭正在占用它的程序（如 Excel、WPS）后再试`, (p) => `${p}: reading it is not permitted. Allow it in the file's properties, or close the program that holds it, such as Excel or WPS, and try again`);
export const changed = (file: string): Bilingual => ({
  zh: `${file} 在读取过程中发生了变化，可能正在被其他程序写入，本次检查不算数。请等它保存完毕、关闭后再检查一次。`,
  en: `${file} changed while it was being read; another program may be writing it, so this run does not count. Wait until it is saved and closed, and run again.`,
});
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
const MB = 1024 * 1024;
/** `most` in bytes. */
export const tooLongRecord = (path: string, row: number, most: number): Bilingual => {
  const [zh, en] = most < MB ? [`${most} 字节`, `${most} bytes`] : [`${Math.floor(most / MB)} MB`, `${Math.floor(most / MB)} MB`];
  return {
    zh: `${path}：第 ${row} 条记录超过 ${zh}，多半是少了一个引号。请检查该行附近的引号；内容确实这么长，可用 --max-bytes 放宽。`,
    en: `${path}: record ${row} is longer than ${en}; a quotation mark is probably missing. Check the quotation marks near that row; if it really is that long, raise the limit with --max-bytes.`,
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
