/** The text of a file that somebody wrote by hand: UTF-8, else GB18030, as older Chinese editors save it. */
export function textOfBytes(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}
