import type { SortKey } from '../expr/bound.ts'
import type { Column, OverAggregate, Rank, WindowDeduplicate, WindowRank } from './node.ts'

// The nodes that depend on an order, in the words of Flink's plans.

export function sortText(keys: readonly SortKey[], input: readonly Column[]): string {
  return keys.map((k) => `${input[k.index]?.name ?? ''} ${k.descending ? 'DESC' : 'ASC'}`).join(', ')
}

export function overText(node: OverAggregate): readonly string[] {
  const input = node.inputs[0]?.columns ?? []
  const preceding = node.preceding === undefined ? 'UNBOUNDED' : String(node.preceding)
  const calls = node.calls.map((call) => {
    const args = call.args.length === 0 ? '*' : call.args.map((a) => input[a]?.name ?? '').join(', ')
    return `${call.fn.name}(${call.distinct ? 'DISTINCT ' : ''}${args}) AS ${call.name}`
  })
  return [
    ...partitionText(node.partitionBy, input),
    `orderBy=[${sortText([node.orderBy], input)}]`,
    `window=[${node.unit} BETWEEN ${preceding} PRECEDING AND CURRENT ROW]`,
    `select=[${[...input.map((c) => c.name), ...calls].join(', ')}]`,
  ]
}

export function rankText(node: Rank): readonly string[] {
  const input = node.inputs[0]?.columns ?? []
  const { range } = node
  const strategy =
    node.strategy?.kind === 'UpdateFast'
      ? `UpdateFastStrategy[${node.strategy.keys.join(',')}]`
      : `${node.strategy?.kind ?? 'Undefined'}Strategy`
  const bounds =
    'endColumn' in range
      ? `rankEnd=${input[range.endColumn]?.name ?? ''}`
      : `rankStart=${range.start}, rankEnd=${range.end}`
  return [
    `form=[${node.form}]`,
    `strategy=[${strategy}]`,
    `rankRange=[${bounds}]`,
    ...partitionText(node.partitionBy, input),
    `orderBy=[${sortText(node.orderBy, input)}]`,
  ]
}

export function windowRankText(node: WindowRank): readonly string[] {
  const input = node.inputs[0]?.columns ?? []
  return [
    `windowEnd=[${input[node.windowEnd]?.name ?? ''}]`,
    `rankRange=[rankStart=${node.start}, rankEnd=${node.end}]`,
    ...partitionText(node.partitionBy, input),
    `orderBy=[${sortText(node.orderBy, input)}]`,
  ]
}

export function windowDeduplicateText(node: WindowDeduplicate): readonly string[] {
  const input = node.inputs[0]?.columns ?? []
  return [
    `windowEnd=[${input[node.windowEnd]?.name ?? ''}]`,
    `keep=[${node.keepLast ? 'LastRow' : 'FirstRow'}]`,
    ...partitionText(node.partitionBy, input),
    `orderKey=[${input[node.time]?.name ?? ''}]`,
  ]
}

function partitionText(keys: readonly number[], input: readonly Column[]): readonly string[] {
  return keys.length === 0 ? [] : [`partitionBy=[${keys.map((k) => input[k]?.name ?? '').join(', ')}]`]
}
