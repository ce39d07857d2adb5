import { unreachable } from '../../base/assert.ts'
import { sameType } from '../../types/type-text.ts'
import type { CatalogTable } from '../catalog/table.ts'
import type { BoundExpr } from '../expr/bound.ts'
import { isLossless } from '../expr/null-check.ts'
import { isFidelityCast } from './fidelity-cast.ts'
import { splitCondition } from './join-condition.ts'
import { holdsKey, joinKeys } from './join-keys.ts'
import type { LogicalNode } from './node.ts'
import type { LogicalRank } from './rank.ts'
import { sourceColumns } from './table-scan.ts'

/** Sets of columns, each unique in the folded table; the empty set where there is one row at most. */
export type KeySets = readonly (readonly number[])[]

const known = new WeakMap<LogicalNode, KeySets>()
const knownUpsert = new WeakMap<LogicalNode, KeySets>()

export function uniqueKeys(node: LogicalNode): KeySets {
  const found = known.get(node)
  if (found !== undefined) return found
  const keys = derive(node, uniqueKeys)
  known.set(node, keys)
  return keys
}

/** Column sets that identify a row also while changes are on their way: rows of one key stay together. */
export function upsertKeys(node: LogicalNode): KeySets {
  const found = knownUpsert.get(node)
  if (found !== undefined) return found
  const keys = derive(node, upsertKeys)
  knownUpsert.set(node, keys)
  return keys
}

/** What Flink knows of a table before it has made rankings of ROW_NUMBER and its filter: their own keys are not among it. */
export function keysBeforeRanking(node: LogicalNode): KeySets {
  return node.kind === 'Rank' ? keysBeforeRanking(node.input) : derive(node, keysBeforeRanking)
}

function derive(node: LogicalNode, keysOf: (node: LogicalNode) => KeySets): KeySets {
  const together = (keys: KeySets, columns: readonly number[]): KeySets =>
    keysOf !== upsertKeys ? keys : keys.filter((key) => columns.every((c) => key.includes(c)))
  switch (node.kind) {
    case 'TableScan': {
      const key = sourceKey(node.table, node.fields)
      return key === undefined ? [] : [key]
    }
    case 'WatermarkAssigner':
    case 'Filter':
    case 'Sort':
    case 'Sink':
      return keysOf(node.input)
    case 'Over':
      return node.groups.reduce((keys, group) => together(keys, group.partitionBy), keysOf(node.input))
    case 'Project':
      return projectKeys(keysOf(node.input), node.exprs)
    case 'Rank':
      return rankKeys(node, together(keysOf(node.input), node.partitionBy))
    case 'Aggregate':
      return node.sets.length === 1 ? [node.keys.map((_, i) => i)] : []
    case 'Values':
      return node.rows.length <= 1 ? [[]] : []
    case 'TemporalJoin':
      return keysOf(node.left)
    case 'Join': {
      const { left, right, joinType } = node
      const { pairs } = splitCondition(node.condition, left.columns.length)
      const side = (input: LogicalNode, columns: readonly number[]) => ({
        keys: together(keysOf(input), columns),
        unique: holdsKey(columns, uniqueKeys(input)),
      })
      return joinKeys(
        joinType,
        left.columns.length,
        side(
          left,
          pairs.map((p) => p.left),
        ),
        side(
          right,
          pairs.map((p) => p.right),
        ),
      )
    }
    case 'Union':
    case 'Expand':
    case 'Correlate':
    case 'Match':
    case 'WindowTableFunction':
    case 'WindowAggregate':
      return []
    default:
      return unreachable(node)
  }
}

/** Of a Top-1 the partition is a key, otherwise the partition with the rank; keys of the input stay keys. */
export function rankKeys({ form, partitionBy, range, numbered, columns }: RankKeyParts, inputKeys: KeySets): KeySets {
  if (form !== 'Rank') return inputKeys
  if ('start' in range && range.start === 1 && range.end === 1 && !numbered) return [partitionBy]
  return numbered ? [[...partitionBy, columns.length - 1], ...inputKeys] : inputKeys
}
type RankKeyParts = Pick<LogicalRank, 'form' | 'partitionBy' | 'range' | 'numbered' | 'columns'>

/** The primary key as positions among `fields` of the source columns; undefined where a part is not read. */
export function sourceKey(table: CatalogTable, fields: readonly number[]): readonly number[] | undefined {
  if (table.primaryKey.length === 0) return undefined
  const names = sourceColumns(table).map((c) => c.name)
  const key = table.primaryKey.map((k) => fields.findIndex((f) => names[f] === table.columns[k]?.name))
  return key.includes(-1) ? undefined : key
}

/** Keys of a projection: every way in which a key of the input is handed on, if only under a wider type. */
export function projectKeys(keys: KeySets, exprs: readonly BoundExpr[]): KeySets {
  const places = new Map<number, number[]>()
  exprs.forEach((expr, i) => {
    const simple = withoutIdleCast(expr)
    const source = simple.kind === 'cast' && simple.mode !== 'try' && isFidelityCast(simple) ? simple.operand : simple
    if (source.kind === 'input') places.set(source.index, [...(places.get(source.index) ?? []), i])
  })
  return keys.flatMap((key) => combinations(key.map((column) => places.get(column) ?? [])))
}

/** A cast of a cast that loses nothing is planned as one. */
function withoutIdleCast(expr: BoundExpr): BoundExpr {
  if (expr.kind !== 'cast' || expr.mode === 'try' || expr.operand.kind !== 'cast' || !isLossless(expr.operand))
    return expr
  const { operand } = expr.operand
  return sameType(operand.type, expr.type) ? operand : withoutIdleCast({ ...expr, operand })
}

function combinations(choices: readonly (readonly number[])[]): readonly (readonly number[])[] {
  return choices.reduce<readonly (readonly number[])[]>(
    (made, places) => made.flatMap((key) => places.map((place) => [...key, place])),
    [[]],
  )
}
