import type { Span } from './span.ts'

/** The same tree, or list of diagnostics, with every place moved. */
export function shiftSpans<T>(node: T, by: number): T {
  return by === 0 ? node : (shifted(node, by) as T)
}

function shifted(node: unknown, by: number): unknown {
  if (Array.isArray(node)) return node.map((item) => shifted(item, by))
  if (typeof node !== 'object' || node === null) return node
  if (isSpan(node)) return { start: node.start + by, end: node.end + by }
  const moved: Record<string, unknown> = {}
  for (const key of Object.keys(node)) moved[key] = shifted((node as Record<string, unknown>)[key], by)
  return moved
}

const isSpan = (node: object): node is Span => 'start' in node && 'end' in node && typeof node.start === 'number'
