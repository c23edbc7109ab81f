/** Adds things to a list, however many: `push(...more)` puts them all on the stack, which has room for some hundred thousand. */
export function addAll<T>(into: T[], more: Iterable<T>): void {
  for (const each of more) into.push(each);
}
