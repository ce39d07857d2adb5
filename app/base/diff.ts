/** A change of a set of records, as a value: undo, autosave, drafts and saves all use it. */
export interface RecordsDiff<R extends { readonly id: string }> {
  readonly added: Readonly<Record<string, R>>
  readonly updated: Readonly<Record<string, readonly [from: R, to: R]>>
  readonly removed: Readonly<Record<string, R>>
}

export const emptyDiff = { added: {}, updated: {}, removed: {} } as const

export function isEmptyDiff(diff: RecordsDiff<{ readonly id: string }>): boolean {
  return (
    Object.keys(diff.added).length === 0 &&
    Object.keys(diff.updated).length === 0 &&
    Object.keys(diff.removed).length === 0
  )
}

export function reverseDiff<R extends { readonly id: string }>(diff: RecordsDiff<R>): RecordsDiff<R> {
  const updated: Record<string, readonly [R, R]> = {}
  for (const [id, [from, to]] of Object.entries(diff.updated)) updated[id] = [to, from]
  return { added: diff.removed, updated, removed: diff.added }
}

/** The records after the change. Says nothing about conflicts: the caller checks the revision. */
export function applyDiff<R extends { readonly id: string }>(
  records: ReadonlyMap<string, R>,
  diff: RecordsDiff<R>,
): Map<string, R> {
  const next = new Map(records)
  for (const id of Object.keys(diff.removed)) next.delete(id)
  for (const [id, record] of Object.entries(diff.added)) next.set(id, record)
  for (const [id, [, to]] of Object.entries(diff.updated)) next.set(id, to)
  return next
}

/** `first` then `second` as one change: what appears and disappears in between leaves no trace. */
export function composeDiffs<R extends { readonly id: string }>(
  first: RecordsDiff<R>,
  second: RecordsDiff<R>,
): RecordsDiff<R> {
  const added: Record<string, R> = { ...first.added }
  const updated: Record<string, readonly [R, R]> = { ...first.updated }
  const removed: Record<string, R> = { ...first.removed }
  for (const [id, record] of Object.entries(second.added)) {
    const before = removed[id]
    if (before !== undefined) {
      delete removed[id]
      updated[id] = [before, record]
    } else added[id] = record
  }
  for (const [id, [from, to]] of Object.entries(second.updated)) {
    if (id in added) added[id] = to
    else updated[id] = [updated[id]?.[0] ?? from, to]
  }
  for (const [id, record] of Object.entries(second.removed)) {
    if (id in added) delete added[id]
    else {
      removed[id] = updated[id]?.[0] ?? record
      delete updated[id]
    }
  }
  return { added, updated, removed }
}
