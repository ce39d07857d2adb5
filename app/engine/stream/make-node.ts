import type { Span } from '../../sql/span.ts'
import type { StreamNode } from './node.ts'
import { NOT_INFERRED } from './stream-node.ts'
import { keysOf } from './traits/keys.ts'

/** What a node is made of; its keys are derived, its mode and number come later. */
export type NodeParts<K extends StreamNode['kind'] = StreamNode['kind']> = StreamNode extends infer N
  ? N extends StreamNode & { readonly kind: K }
    ? Omit<N, 'id' | 'uniqueKeys' | 'upsertKeys' | 'mode' | 'span'> & { readonly span: Span }
    : never
  : never

export function makeNode(parts: NodeParts): StreamNode {
  const uniqueKeys = keysOf(parts, 'uniqueKeys')
  const upsertKeys = keysOf(parts, 'upsertKeys')
  return Object.freeze({ ...parts, id: 0, uniqueKeys, upsertKeys, mode: NOT_INFERRED })
}
