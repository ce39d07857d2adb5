import { typeText } from '../../types/type-text.ts'
import type { AggregateCall, BoundExpr } from '../expr/bound.ts'
import { operandOf } from '../logical/correlate.ts'
import { matchText } from './describe-match.ts'
import { overText, rankText, sortText, windowDeduplicateText, windowRankText } from './describe-ranked.ts'
import { exprText } from './expr-text.ts'
import type { Column, StreamNode } from './node.ts'

/** A node in the words of Flink's plans: `GroupAggregate(groupBy=[city], select=[city, COUNT(*) AS n])`. */
export function describeNode(node: StreamNode): string {
  return `${node.kind}(${attributes(node).join(', ')})`
}

function attributes(node: StreamNode): readonly string[] {
  const input = node.inputs[0]?.columns ?? []
  switch (node.kind) {
    case 'TableSourceScan':
      return [`table=[[${node.table.path.join(', ')}]]`, `fields=[${names(node.columns)}]`, ...sourceWatermark(node)]
    case 'WatermarkAssigner': {
      const rowtime = node.columns[node.column]?.name ?? ''
      const watermark = node.expr === undefined ? 'SOURCE_WATERMARK()' : exprText(node.expr, input)
      return [`rowtime=[${rowtime}]`, `watermark=[${watermark}]`]
    }
    case 'Calc': {
      const select = `select=[${selectList(node.projections, node.columns, input)}]`
      return node.condition === undefined ? [select] : [select, `where=[${exprText(node.condition, input)}]`]
    }
    case 'Values':
      return [
        `type=[${node.columns.map((c) => `${typeText(c.type)} ${c.name}`).join(', ')}]`,
        `rows=${node.rows.length}`,
      ]
    case 'Union':
      return ['all=[true]', `union=[${names(node.columns)}]`]
    case 'Expand':
      return [`projects=[${node.projects.map((p) => `{${selectList(p, node.columns, input)}}`).join(', ')}]`]
    case 'Correlate': {
      const fn =
        node.fn.kind === 'replicate' ? 'REPLICATE_ROWS' : node.fn.ordinality ? 'UNNEST WITH ORDINALITY' : 'UNNEST'
      const parts = [`invocation=[${fn}(${exprText(operandOf(node.fn), input)})]`, `joinType=[${node.joinType}]`]
      return node.condition === undefined
        ? parts
        : [...parts, `condition=[${exprText(node.condition, node.fnColumns)}]`]
    }
    case 'ChangelogNormalize': {
      const key = `key=[${pick(node.keys, input)}]`
      return node.condition === undefined ? [key] : [key, `condition=[${exprText(node.condition, input)}]`]
    }
    case 'DropUpdateBefore':
      return []
    case 'GroupAggregate': {
      const keys = node.keys.length === 0 ? [] : [`groupBy=[${pick(node.keys, input)}]`]
      return [...keys, `select=[${aggregateList(node.keys, node.calls, input, node.retracts, node.monotonic)}]`]
    }
    case 'WindowAggregate':
    case 'GroupWindowAggregate': {
      const keys = node.keys.length === 0 ? [] : [`groupBy=[${pick(node.keys, input)}]`]
      const select = aggregateList(node.keys, node.calls, input, node.retracts)
      const list = [select, ...node.properties].filter((t) => t !== '').join(', ')
      return [...keys, `window=[${windowText(node)}]`, `select=[${list}]`]
    }
    case 'LookupJoin': {
      const both = [...input, ...node.columns.slice(input.length)]
      const table = node.inputs[1]?.columns ?? []
      const keys = node.lookup.map(({ column, equals }) => `${pick([column], table)}=${exprText(equals, input)}`)
      const rest = [node.before, node.after].flatMap((part) => (part ? [exprText(part, both)] : []))
      const lookup = [`joinType=[${JOIN_NAMES[node.joinType]}]`, `lookup=[${keys.join(', ')}]`]
      const condition = rest.length === 0 ? [] : [`joinCondition=[${rest.join(' AND ')}]`]
      return [...lookup, ...condition, `select=[${names(node.columns)}]`]
    }
    case 'WindowRank':
      return windowRankText(node)
    case 'WindowDeduplicate':
      return windowDeduplicateText(node)
    case 'WindowJoin': {
      const ends = node.ends.map((end, side) => node.inputs[side]?.columns[end]?.name ?? '')
      return [`windowEnds=[${ends.join(', ')}]`, ...joinText(node)]
    }
    case 'Join':
    case 'TemporalJoin':
      return joinText(node)
    case 'IntervalJoin': {
      const { lower, upper } = node.interval
      return [...joinText(node), `leftLowerBound=[${lower}]`, `leftUpperBound=[${upper}]`]
    }
    case 'Match':
      return matchText(node)
    case 'WindowTableFunction':
      return [`window=[${windowText(node)}]`]
    case 'OverAggregate':
      return overText(node)
    case 'Rank':
      return rankText(node)
    case 'TemporalSort':
      return [`orderBy=[${sortText(node.orderBy, input)}]`]
    case 'Sink': {
      const table = node.table === undefined ? node.name : node.table.path.join('.')
      const materialize = node.materialize ? ['upsertMaterialize=[true]'] : []
      return [`table=[${table}]`, `fields=[${names(node.columns)}]`, ...materialize]
    }
  }
}

function joinText(
  node: StreamNode & { kind: 'Join' | 'IntervalJoin' | 'TemporalJoin' | 'WindowJoin' },
): readonly string[] {
  const [left, right] = node.inputs.map((i) => i.columns)
  const both = [...(left ?? []), ...(right ?? [])]
  const equal = node.leftKeys.map((key, i) => {
    const op = node.nullSafe[i] ? 'IS NOT DISTINCT FROM' : '='
    return `${op}(${pick([key], left ?? [])}, ${pick([node.rightKeys[i] ?? 0], right ?? [])})`
  })
  const parts = node.rest === undefined ? equal : [...equal, exprText(node.rest, both)]
  const where = parts.length > 1 ? `AND(${parts.join(', ')})` : (parts[0] ?? 'true')
  return [`joinType=[${JOIN_NAMES[node.joinType]}]`, `where=[${where}]`, `select=[${names(node.columns)}]`]
}

const JOIN_NAMES = {
  INNER: 'InnerJoin',
  LEFT: 'LeftOuterJoin',
  RIGHT: 'RightOuterJoin',
  FULL: 'FullOuterJoin',
  SEMI: 'LeftSemiJoin',
  ANTI: 'LeftAntiJoin',
} as const

const names = (columns: readonly Column[]): string => columns.map((c) => c.name).join(', ')
const pick = (indexes: readonly number[], columns: readonly Column[]): string =>
  indexes.map((i) => columns[i]?.name ?? `$${i}`).join(', ')

const sourceWatermark = (node: StreamNode & { kind: 'TableSourceScan' }): readonly string[] =>
  node.watermark === undefined ? [] : [`watermark=[${exprText(node.watermark.expr, node.columns)}]`]

function selectList(exprs: readonly BoundExpr[], columns: readonly Column[], input: readonly Column[]): string {
  const items = exprs.map((expr, i) => {
    const text = exprText(expr, input)
    const name = columns[i]?.name ?? ''
    return text === name ? text : `${text} AS ${name}`
  })
  return items.join(', ')
}

function aggregateList(
  keys: readonly number[],
  calls: readonly AggregateCall[],
  input: readonly Column[],
  retracts: boolean,
  monotonic: readonly number[] = [],
): string {
  const items = calls.map((call, i) => {
    const name = retracts && !monotonic.includes(i) ? `${call.fn.name}_RETRACT` : call.fn.name
    const args = call.args.length === 0 ? '*' : pick(call.args, input)
    const filter = call.filter === undefined ? '' : ` FILTER ${pick([call.filter], input)}`
    return `${name}(${call.distinct ? 'DISTINCT ' : ''}${args})${filter} AS ${call.name}`
  })
  return [...keys.map((k) => pick([k], input)), ...items].join(', ')
}

function windowText(
  node: StreamNode & { kind: 'WindowAggregate' | 'GroupWindowAggregate' | 'WindowTableFunction' },
): string {
  const { kind, time, size, slide, offset, gap } = node.window
  const parts = [`time_col=[${pick([time], node.inputs[0]?.columns ?? [])}]`]
  if (kind === 'SESSION') parts.push(`gap=[${duration(gap ?? 0)}]`)
  else parts.push(`${kind === 'CUMULATE' ? 'max_size' : 'size'}=[${duration(size)}]`)
  if (slide !== undefined) parts.push(`${kind === 'CUMULATE' ? 'step' : 'slide'}=[${duration(slide)}]`)
  if (offset !== 0) parts.push(`offset=[${duration(offset)}]`)
  return `${kind}(${parts.join(', ')})`
}

const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1000],
] as const

function duration(milliseconds: number): string {
  const unit = UNITS.find(([, size]) => milliseconds % size === 0)
  return unit === undefined ? `${milliseconds} ms` : `${milliseconds / unit[1]} ${unit[0]}`
}
