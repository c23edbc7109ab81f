/** A function that is asked the same of the same thing again and again, and works it out once. */
export function remembered<K, V>(make: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined || known.has(key)) return before as V;
    const made = make(key);
    known.set(key, made);
    return made;
  };
}
