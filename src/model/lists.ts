/** Adds things to a list, however many: `push(...more)` puts them all on the stack, which has room for some hundred thousand. */
export function addAll<T>(into: T[], more: Iterable<T>): void {
  if (Array.isArray(more)) {
    // By number: an iterator makes an object a step until V8 has optimised the loop.
    const list = more as readonly T[];
    for (let i = 0; i < list.length; i++) into.push(list[i] as T);
  } else for (const each of more) into.push(each);
}

/** The list with one more: another one where it was empty, for an empty one that is pushed to keeps room for seventeen, and many stay short. */
export function withItem<T>(list: T[], item: T): T[] {
  if (list.length === 0) return [item];
  list.push(item);
  return list;
}
