import { must } from '../../base/assert.ts'
import { unsupported } from '../../sql/diagnostic.ts'
import { binaryRowHash } from '../../types/binary-row-hash.ts'
import type { LogicalType } from '../../types/logical-type.ts'
import type { BoundExpr } from '../expr/bound.ts'
import { conjuncts } from '../logical/expressions.ts'
import { preserves } from '../logical/join.ts'
import type { Row } from '../row.ts'
import { AppendJoin, type AppendJoinSide } from '../runtime/operators/join/append-join.ts'
import type { JoinSideSpec, RowIdentity } from '../runtime/operators/join/join-side.ts'
import { RegularJoin } from '../runtime/operators/join/regular-join.ts'
import { SemiAntiJoin } from '../runtime/operators/join/semi-anti-join.ts'
import type { KeyReader } from '../runtime/state/create-key-index.ts'
import type { Join } from '../stream/node.ts'
import { isAppendJoin, isAppendOnly } from './append-only.ts'
import { type BuildContext, type BuiltOperator, inputTypes } from './build-context.ts'

/** `ordered`: what comes of several matches depends on their order further on. */
export function buildJoin(node: Join, context: BuildContext, ordered: boolean): BuiltOperator {
  const { compiler } = context
  const left = inputTypes(node, 0)
  const right = inputTypes(node, 1)
  if (isAppendJoin(node)) return buildAppendJoin(node, context, ordered)
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

function buildAppendJoin(node: Join, context: BuildContext, ordered: boolean): BuiltOperator {
  const { compiler } = context
  const left = inputTypes(node, 0)
  const right = inputTypes(node, 1)
  const side = (input: 0 | 1, types: readonly LogicalType[]): AppendJoinSide => {
    const columns = compiler.rowColumns(types.length)
    const hasNullKey = nullKeyTest(node, input, types, context)
    if (!ordered) return { columns, hasNullKey }
    const all = types.map((_, i) => i)
    return { columns, hasNullKey, order: { hash: hashOf(all, types, node, context), equal: compiler.equal(types) } }
  }
  const operator = new AppendJoin({
    left: side(0, left),
    right: side(1, right),
    ...(node.rest && { condition: compiler.joinPredicate(left, right, node.rest) }),
    concat: compiler.concat(left.length, right.length),
    refuseChange: () => refuseChange(node),
  })
  const more = ordered ? [] : equalNumbers(node.rest, left.length)
  const leftKeys = [...node.leftKeys, ...more.map(([l]) => l)]
  const rightKeys = [...node.rightKeys, ...more.map(([, r]) => r)]
  return { operator, keys: [compiler.key(left, leftKeys), compiler.key(right, rightKeys)] }
}

/** Whole numbers of different types that have to be equal: no keys to Flink's planner, but rows are found by them. */
function equalNumbers(rest: BoundExpr | undefined, leftWidth: number): readonly (readonly [number, number])[] {
  return (rest === undefined ? [] : conjuncts(rest)).flatMap((part): (readonly [number, number])[] => {
    const operands = part.kind === 'call' && part.fn.name === '=' ? part.args : []
    const [a, b] = operands
    if (a?.kind !== 'input' || b?.kind !== 'input' || !isWhole(a.type) || !isWhole(b.type)) return []
    const [l, r] = a.index < b.index ? [a.index, b.index] : [b.index, a.index]
    return l < leftWidth && r >= leftWidth ? [[l, r - leftWidth]] : []
  })
}

const isWhole = ({ kind }: LogicalType): boolean =>
  kind === 'TINYINT' || kind === 'SMALLINT' || kind === 'INT' || kind === 'BIGINT'

function nullKeyTest(node: Join, side: 0 | 1, types: readonly LogicalType[], { compiler }: BuildContext) {
  const columns = side === 0 ? node.leftKeys : node.rightKeys
  return nullTest(
    compiler.key(
      types,
      columns.filter((_, i) => node.nullSafe[i] !== true || neverNull(node, i)),
    ),
  )
}

/** IS NOT DISTINCT FROM is a plain = where both types have no NULL, and so for one that is there all the same. */
const neverNull = (node: Join, i: number): boolean =>
  inputTypes(node, 0)[must(node.leftKeys[i])]?.nullable === false &&
  inputTypes(node, 1)[must(node.rightKeys[i])]?.nullable === false

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
  const hasNullKey = nullKeyTest(node, side, types, context)
  const unique = input.upsertKeys.find((key) => key.every((c) => joinColumns.includes(c)))
  if (unique !== undefined) return { single: true, unique: true, hasNullKey }
  const key = [...input.upsertKeys].sort((a, b) => a.length - b.length)[0]
  const kept = [...(key ?? types.map((_, i) => i))].sort((a, b) => a - b)
  const hash = ordered ? { hash: hashOf(kept, types, node, context) } : {}
  if (key !== undefined) return { identity: identityOf(compiler.key(types, key)), unique: true, hasNullKey, ...hash }
  if (!ordered && node.inputs.every(isAppendOnly))
    return { unique: false, hasNullKey, refuseRemoval: () => refuseChange(node) }
  return { identity: identityOf(compiler.key(types, kept)), unique: false, hasNullKey, ...hash }
}

/** Planned for rows that only come, which are not told apart. */
function refuseChange({ span }: Join): never {
  throw unsupported('changes of a table that is only inserted into, in a join', span)
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

export function nullTest({ columns }: KeyReader): (row: Row) => boolean {
  const [first, ...others] = columns
  if (first === undefined) return () => false
  if (others.length === 0) return (row) => first(row) === null
  return (row) => columns.some((read) => read(row) === null)
}

/** One column is its own identity; several become a text in which no value can imitate a boundary. */
export function identityOf({ columns, canonical }: KeyReader): RowIdentity {
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
