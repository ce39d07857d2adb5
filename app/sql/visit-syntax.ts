import type { Span } from './span.ts'

/** A node of the tree: whatever has a kind. */
export interface SyntaxNode {
  readonly kind: string
}

/** Every node below and with `root`, each before what is inside it; where `visit` says 'skip', that is left out. */
export function visitSyntax(root: unknown, visit: (node: SyntaxNode) => unknown): void {
  if (Array.isArray(root)) {
    for (const item of root) visitSyntax(item, visit)
    return
  }
  if (typeof root !== 'object' || root === null) return
  if ('kind' in root && typeof root.kind === 'string' && visit(root as SyntaxNode) === 'skip') return
  for (const child of Object.values(root)) if (typeof child === 'object') visitSyntax(child, visit)
}

/** The places of everything in a tree, as texts to look up. */
export function placesIn(root: unknown, places: Set<string> = new Set()): ReadonlySet<string> {
  if (typeof root !== 'object' || root === null) return places
  if ('start' in root && 'end' in root) places.add(placeKey(root as Span))
  else for (const child of Object.values(root)) placesIn(child, places)
  return places
}

export const placeKey = ({ start, end }: Span): string => `${start} ${end}`
