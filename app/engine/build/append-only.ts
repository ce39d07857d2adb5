import type { StreamNode } from '../stream/node.ts'
import { sendsUnplanned } from '../stream/traits/ranked-changelog.ts'

export const isAppendOnly = (node: StreamNode): boolean => node.mode.updates === 'none' && !node.mode.deletes

/** Rows are added, and none takes another one's place. */
export const onlyAppends = (node: StreamNode): boolean =>
  isAppendOnly(node) && node.upsertKeys.length === 0 && !sendsUnplanned(node)

/** A join of two inputs of which nothing is ever taken back or replaced. */
export const isAppendJoin = (node: StreamNode): boolean =>
  node.kind === 'Join' && node.joinType === 'INNER' && node.inputs.every(onlyAppends)
