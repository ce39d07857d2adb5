import { must } from '../../base/assert.ts'
import { sqlError, unsupported } from '../../sql/diagnostic.ts'
import { isInterval } from '../../types/type-family.ts'
import type { LogicalJoin } from '../logical/join.ts'
import { splitCondition } from '../logical/join-condition.ts'
import { isRowtime, isWindowJoin, type WindowProperties, windowProperties } from '../logical/window-properties.ts'
import { makeNode } from './make-node.ts'
import type { StreamNode } from './node.ts'

/** A join as the operator that runs it: over the whole of both sides, or window by window. */
export function joinToStream(node: LogicalJoin, left: StreamNode, right: StreamNode): StreamNode {
  const { joinType, columns, span, interval } = node
  if (isWindowJoin(node)) return windowJoinToStream(node, left, right)
  const { pairs, rest } = splitCondition(node.condition, left.columns.length)
  for (const pair of joinType === 'SEMI' || joinType === 'ANTI' ? [] : pairs) {
    assertReadable(left, pair.left)
    assertReadable(right, pair.right)
  }
  const shared = {
    inputs: [left, right],
    joinType,
    leftKeys: pairs.map((p) => p.left),
    rightKeys: pairs.map((p) => p.right),
    nullSafe: pairs.map((p) => p.nullSafe),
    ...(rest && { rest }),
    columns,
    span,
  }
  return makeNode(interval === undefined ? { kind: 'Join', ...shared } : { kind: 'IntervalJoin', ...shared, interval })
}

/** What Flink's planner would know of the values of a key, it cannot read from an interval. */
function assertReadable(input: StreamNode, column: number): void {
  const key = input.kind === 'Calc' ? input.projections[column] : undefined
  if (key?.kind !== 'call' || key.type.kind !== 'TIMESTAMP_LTZ' || (key.fn.name !== '+' && key.fn.name !== '-')) return
  const interval = key.args.find((arg) => arg.kind === 'constant' && isInterval(arg.type))
  if (interval === undefined || !isInterval(interval.type)) return
  const { from, to } = interval.type
  const name = from === to ? from : `${from}_${to}`
  throw sqlError('plan', 'join-key', `Literal type INTERVAL_${name} is not supported!`, key.span)
}

function windowJoinToStream(node: LogicalJoin, left: StreamNode, right: StreamNode): StreamNode {
  const { joinType, columns, span } = node
  const a = must(windowProperties(node.left), 'left windows')
  const b = must(windowProperties(node.right), 'right windows')
  if (!isRowtime(a)) throw sqlError('plan', 'window-join', 'Processing time Window Join is not supported yet.', span)
  if (node.interval !== undefined) throw unsupported('a window join whose times are bounded too', span)
  const { pairs, rest } = splitCondition(node.condition, left.columns.length)
  const bound = (pick: (w: WindowProperties) => ReadonlySet<number>) =>
    must(pairs.find((p) => pick(a).has(p.left) && pick(b).has(p.right)))
  const ends = bound((w) => w.ends)
  for (const pair of [bound((w) => w.starts), ends]) assertNotPadded(left, pair.left, right, pair.right, node)
  const others = pairs.filter((p) => !isBound(p.left, p.right, a, b))
  return makeNode({
    kind: 'WindowJoin',
    inputs: [left, right],
    joinType,
    leftKeys: others.map((p) => p.left),
    rightKeys: others.map((p) => p.right),
    nullSafe: others.map((p) => p.nullSafe),
    ...(rest && { rest }),
    ends: [ends.left, ends.right],
    timeType: a.timeType,
    columns,
    span,
  })
}

const isBound = (left: number, right: number, a: WindowProperties, b: WindowProperties): boolean =>
  (a.starts.has(left) && b.starts.has(right)) || (a.ends.has(left) && b.ends.has(right))

/** Flink takes a missing window for one of 1970, more or less. */
function assertNotPadded(left: StreamNode, a: number, right: StreamNode, b: number, { span }: LogicalJoin): void {
  if (left.columns[a]?.type.nullable || right.columns[b]?.type.nullable)
    throw unsupported('a join on windows that an outer join may pad', span)
}
