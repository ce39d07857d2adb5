/** The tree without its places: what two texts that mean the same have in common. */
export function withoutSpans(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutSpans)
  if (typeof node !== 'object' || node === null) return node
  const kept: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(node)) {
    if (!PLACES.has(key)) kept[key] = withoutSpans(value)
  }
  return kept
}

const PLACES = new Set(['span', 'keySpan', 'valueSpan', 'opSpan', 'querySpan'])
