import type { ChangelogMode, StreamNode } from './node.ts'

/** A node of the same kind that carries this mode. */
export function streamNode<N extends StreamNode>(node: N, mode: ChangelogMode): N {
  const result: N = { ...node, mode }
  return Object.freeze(result)
}

/** Before the changelog is inferred. */
export const NOT_INFERRED: ChangelogMode = Object.freeze({
  inserts: true,
  updates: 'none',
  deletes: false,
  keyOnlyDeletes: false,
})
