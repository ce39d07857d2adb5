import { must } from '../../base/assert.ts'
import { unsupported } from '../../sql/diagnostic.ts'
import { binaryRowHash } from '../../types/binary-row-hash.ts'
import type { LogicalType } from '../../types/logical-type.ts'
import { preserves } from '../logical/join.ts'
import type { Row } from '../row.ts'
import type { JoinSideSpec, RowIdentity } from '../runtime/operators/join/join-side.ts'
import { RegularJoin } from '../runtime/operators/join/regular-join.ts'
import { SemiAntiJoin } from '../runtime/operators/join/semi-anti-join.ts'
import type { KeyReader } from '../runtime/state/create-key-index.ts'
import type { Join, StreamNode } from '../stream/node.ts'
import { type BuildContext, type BuiltOperator, inputTypes } from './build-context.ts'

/** `ordered`: what comes of several matches depends on their order further on. */
export function buildJoin(node: Join, context: BuildContext, ordered: boolean): BuiltOperator {
  const { compiler } = context
  const left = inputTypes(node, 0)
  const right = inputTypes(node, 1)
  const shared = {
    left: sideOf(node, 0, left, context, ordered),
    right: sideOf(node, 1, right, context, ordered),
    ...(node.rest && { condition: compiler.joinPredicate(left, right, node.rest) }),
  }
  const keys = [compiler.key(left, node.leftKeys), compiler.key(right, node.rightKeys)]
  const type = node.joinType
  if (type === 'SEMI' || type === 'ANTI') {
    return { operator: new SemiAntiJoin({ ...shared, anti: type === 'ANTI' }), keys }
  }
  const operator = new RegularJoin({
    ...shared,
    concat: compiler.concat(left.length, right.length),
    leftOuter: preserves(type, 0),
    rightOuter: preserves(type, 1),
    noLeft: compiler.nulls(left.length),
    noRight: compiler.nulls(right.length),
  })
  return { operator, keys }
}

/** How the rows of a side are kept, as Flink chooses it: by a key of theirs, or whole and counted. */
function sideOf(
  node: Join,
  side: 0 | 1,
  types: readonly LogicalType[],
  context: BuildContext,
  ordered: boolean,
): JoinSideSpec {
  const { compiler } = context
  const input = must(node.inputs[side])
  const joinColumns = side === 0 ? node.leftKeys : node.rightKeys
  const hasNullKey = nullTest(
    compiler.key(
      types,
      joinColumns.filter((_, i) => node.nullSafe[i] !== true),
    ),
  )
  const unique = input.upsertKeys.find((key) => key.every((c) => joinColumns.includes(c)))
  if (unique !== undefined) return { identity: () => 0, unique: true, hasNullKey }
  const key = [...input.upsertKeys].sort((a, b) => a.length - b.length)[0]
  const kept = [...(key ?? types.map((_, i) => i))].sort((a, b) => a - b)
  const hash = ordered ? { hash: hashOf(kept, types, node, context) } : {}
  if (key !== undefined) return { identity: identityOf(compiler.key(types, key)), unique: true, hasNullKey, ...hash }
  if (!ordered && node.inputs.every(isAppendOnly)) return { unique: false, hasNullKey }
  return { identity: identityOf(compiler.key(types, kept)), unique: false, hasNullKey, ...hash }
}

/** Several matches come out in the order of a HashMap over these columns. */
function hashOf(
  columns: readonly number[],
  types: readonly LogicalType[],
  node: Join,
  { compiler }: BuildContext,
): (row: Row) => number {
  const hash = binaryRowHash(columns.map((i) => must(types[i])))
  if (hash === undefined) throw unsupported('join of such columns below an aggregation', node.span)
  const select = compiler.select(columns)
  const toValues = compiler.valuesFromRow(columns.length)
  return (row) => hash(toValues(select(row)))
}

const isAppendOnly = (node: StreamNode): boolean => node.mode.updates === 'none' && !node.mode.deletes

export function nullTest({ columns }: KeyReader): (row: Row) => boolean {
  const [first, ...others] = columns
  if (first === undefined) return () => false
  if (others.length === 0) return (row) => first(row) === null
  return (row) => columns.some((read) => read(row) === null)
}

/** One column is its own identity; several become a text in which no value can imitate a boundary. */
function identityOf({ columns, canonical }: KeyReader): RowIdentity {
  const readers = columns.map((read, i) => {
    const form = must(canonical[i])
    return (row: Row) => form(read(row))
  })
  const [first] = readers
  if (first !== undefined && readers.length === 1) return first
  return (row) => {
    let text = ''
    for (const read of readers) {
      const value = read(row)
      text += typeof value === 'string' ? `${value.length}:${value}` : `${value};`
    }
    return text
  }
}
