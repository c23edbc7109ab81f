const SIZE = /^(\d+(?:\.\d+)?)\s*(|B|KB|MB|GB)$/i;
const UNITS: Readonly<Record<string, number>> = { "": 1, B: 1, KB: 1024, MB: 1024 ** 2, GB: 1024 ** 3 };

/** The engine holds no longer text. */
export const LARGEST_SIZE = 500 * 1024 ** 2;

/** A size as people write it (200MB, 1.5 MB, 1048576) in bytes; null where it is none, or more than LARGEST_SIZE. */
export function sizeOf(text: string): number | null {
  const [, number = "", unit = ""] = SIZE.exec(text.trim()) ?? [];
  const bytes = number === "" ? 0 : Math.floor(Number(number) * (UNITS[unit.toUpperCase()] ?? 0));
  return bytes >= 1 && bytes <= LARGEST_SIZE ? bytes : null;
}
