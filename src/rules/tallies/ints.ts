/** A column of whole numbers, one, two or four bytes each, as the widest of them asks. Plain data. */
export interface Ints { data: Int8Array | Int16Array | Int32Array }

const FIRST_ROOM = 64;
/** No more is believed at a time of how many are to come: a file's beginning tells little of the rest. */
const MOST_AHEAD = 16;
/** Beyond what was expected. */
const MARGIN = 1.04;
/** For less the copying is not worth it. */
const LEAST_MORE = 1.01;

export const noInts = (): Ints => ({ data: new Int8Array(FIRST_ROOM) });

/** Puts a number at a place that there is room for. */
export function setInt(column: Ints, at: number, value: number): void {
  const { data } = column;
  data[at] = value;
  if (data[at] !== value) widen(column, at, value);
}

function widen(column: Ints, at: number, value: number): void {
  const { data } = column;
  column.data = data instanceof Int8Array && value === (value << 16) >> 16 ? new Int16Array(data) : new Int32Array(data);
  column.data[at] = value;
}

/** Room for as many as are expected, or half as much again: what was there is copied, and lies beside the copy until it is collected. */
export function makeRoom(column: Ints, expected: number): void {
  const { data } = column;
  const room = roomFor(data.length, expected);
  column.data = data instanceof Int8Array ? new Int8Array(room) : data instanceof Int16Array ? new Int16Array(room) : new Int32Array(room);
  column.data.set(data);
}

/** How much room there is to be where there was so much. */
export function roomFor(before: number, expected: number): number {
  const ahead = Math.min(before * MOST_AHEAD, Math.ceil(expected * MARGIN));
  return ahead > before * LEAST_MORE ? ahead : Math.ceil(before * 1.5);
}
