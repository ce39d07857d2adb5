import type { AggregateCall } from '../expr/bound.ts'
import type { Column, GroupAggregate, GroupWindowAggregate, Match, StreamNode, WindowAggregate } from './node.ts'
import { rankedState } from './ranked-state.ts'

/** What a node remembers from row to row and what makes that grow; undefined when it remembers nothing. */
export function stateOf(node: StreamNode): string | undefined {
  switch (node.kind) {
    case 'ChangelogNormalize': {
      const key = names(node.keys, node.columns)
      return `the last row of every key (${key}); grows with the number of keys, a delete frees its key`
    }
    case 'GroupAggregate':
      return groupState(node)
    case 'WindowAggregate':
    case 'GroupWindowAggregate':
      return windowState(node)
    case 'WindowTableFunction':
      if (node.window.kind !== 'SESSION') return undefined
      return 'the rows of every open session; freed when the watermark passes the end of the session'
    case 'WindowJoin':
      return 'the rows of every open window of both sides; freed when the watermark passes the end of the window'
    case 'WindowRank':
      return 'the ranked rows of every open window; freed when the watermark passes the end of the window'
    case 'WindowDeduplicate':
      return 'one row of every key and open window; freed when the watermark passes the end of the window'
    case 'Match':
      return matchState(node)
    case 'Sink':
      if (!node.materialize) return undefined
      return `the rows of every sink key (${names(node.keys, node.columns)}), because several rows of the query may share one`
    case 'TemporalJoin':
      return 'left rows ahead of the watermark, and of each key the versions that may still be asked for'
    case 'IntervalJoin':
      return 'the rows of both sides for as long as a match may come; freed by the watermark'
    case 'Join':
      return 'all rows of both sides; grows with them, a row is freed when it is taken back'
    case 'OverAggregate':
    case 'Rank':
    case 'TemporalSort':
      return rankedState(node)
    case 'LookupJoin':
    case 'TableSourceScan':
    case 'WatermarkAssigner':
    case 'Calc':
    case 'Values':
    case 'Union':
    case 'Expand':
    case 'Correlate':
    case 'DropUpdateBefore':
      return undefined
  }
}

function matchState({ match, inputs }: Match): string {
  const keys =
    match.partitionBy.length === 0 ? '' : ` of every partition (${names(match.partitionBy, inputs[0]?.columns ?? [])})`
  const end =
    match.within === undefined ? 'a match without WITHIN may stay open for good' : 'freed after WITHIN at the latest'
  return `rows ahead of the watermark and matches under way${keys}; ${end}`
}

function groupState(node: GroupAggregate): string {
  const input = node.inputs[0]?.columns ?? []
  const kept = keptByCalls(node.calls, node.retracts, input)
  if (node.keys.length === 0) return ['one set of accumulators for all rows', ...kept].join('; ')
  const groups = `accumulators of every group (${names(node.keys, input)})`
  const growth = node.retracts
    ? 'grows with the number of groups, a group is freed when its last row is taken back'
    : 'grows with the number of groups and is never freed'
  return [groups, growth, ...kept].join('; ')
}

function windowState(node: WindowAggregate | GroupWindowAggregate): string {
  const input = node.inputs[0]?.columns ?? []
  const per = node.keys.length === 0 ? 'every open window' : `every open window and group (${names(node.keys, input)})`
  const kept = keptByCalls(node.calls, node.retracts, input)
  return [`accumulators of ${per}`, 'freed when the window fires', ...kept].join('; ')
}

const KEEPS_VALUES: ReadonlySet<string> = new Set(['LISTAGG', 'ARRAY_AGG', 'COLLECT', 'PERCENTILE', 'JSON_ARRAYAGG'])
const KEEPS_VALUES_TO_RETRACT: ReadonlySet<string> = new Set(['MIN', 'MAX', 'FIRST_VALUE', 'LAST_VALUE'])

function keptByCalls(calls: readonly AggregateCall[], retracts: boolean, input: readonly Column[]): readonly string[] {
  return calls.flatMap((call) => {
    const of = names(call.args, input)
    if (call.distinct) return [`${call.fn.name}(DISTINCT) keeps every distinct value of ${of}`]
    const all = KEEPS_VALUES.has(call.fn.name) || (retracts && KEEPS_VALUES_TO_RETRACT.has(call.fn.name))
    return all ? [`${call.fn.name} keeps every value of ${of}`] : []
  })
}

const names = (indexes: readonly number[], columns: readonly Column[]): string =>
  indexes.map((i) => columns[i]?.name ?? `$${i}`).join(', ')
