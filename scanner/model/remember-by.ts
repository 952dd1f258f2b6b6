/**
 * A function that answers the same for the very same object makes its answer once, and it is kept as long as the object is. Facts are such: in
 * a series of revisions most files are parsed once, and what is derived of them alone need not be derived again.
 */
export function rememberBy<Key extends object, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const known = new WeakMap<Key, { readonly value: Value }>()
  return (key) => {
    const found = known.get(key)
    if (found !== undefined) return found.value
    const value = make(key)
    known.set(key, { value })
    return value
  }
}
