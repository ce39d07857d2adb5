/**
 * Whether two pieces of syntax say the same, wherever they stand: a select item equals a GROUP BY
 * expression. `t.a` equals `a`; the caller makes sure by comparing what both were bound to.
 */
export function sameSyntax(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((item, i) => sameSyntax(item, b[i]))
  }
  if (!isRecord(a) || !isRecord(b)) return false
  if (a['kind'] === 'column' && b['kind'] === 'column') return lastPart(a) === lastPart(b)
  const keys = new Set([...Object.keys(a), ...Object.keys(b)])
  for (const key of keys) {
    if (PLACE.has(key)) continue
    if (!sameSyntax(a[key], b[key])) return false
  }
  return true
}

const PLACE: ReadonlySet<string> = new Set(['span', 'opSpan', 'quoted'])

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

function lastPart(column: Record<string, unknown>): unknown {
  const parts = column['parts']
  const last: unknown = Array.isArray(parts) ? parts.at(-1) : undefined
  return isRecord(last) ? last['name'] : undefined
}
