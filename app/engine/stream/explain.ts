import { describeNode } from './describe-node.ts'
import type { ChangelogMode, Column, StreamNode, StreamPlan } from './node.ts'
import { stateOf } from './state-of.ts'

/**
 * A plan for people: Flink's tree of nodes with their changelog modes, the keys that identify a row of
 * each, and under a node that keeps state what it keeps and why that grows.
 */
export function explain(plan: StreamPlan): string {
  return plan.sinks.map((sink) => lines(sink, '', '').join('\n')).join('\n\n')
}

function lines(node: StreamNode, first: string, rest: string): readonly string[] {
  const own = [`${first}${describe(node)}`]
  const below = rest + (node.inputs.length > 1 ? '|  ' : '   ')
  const state = stateOf(node)
  if (state !== undefined) own.push(`${below}state: ${state}`)
  const inputs = node.inputs.flatMap((input, i) => {
    const last = i === node.inputs.length - 1
    return lines(input, `${rest}${last ? '+- ' : ':- '}`, `${rest}${last ? '   ' : ':  '}`)
  })
  return [...own, ...inputs]
}

/** `GroupAggregate(groupBy=[city], …, changelogMode=[I,UA], upsertKey=[city])` */
function describe(node: StreamNode): string {
  const text = describeNode(node)
  const traits = [`changelogMode=[${node.kind === 'Sink' ? 'NONE' : modeText(node.mode)}]`]
  if (node.kind !== 'Sink' && hasChanges(node.mode)) {
    const keys = node.upsertKeys.map((key) => `[${keyText(key, node.columns)}]`)
    traits.push(`upsertKey=${keys.length === 0 ? 'none' : keys.join(', ')}`)
  }
  const open = text.endsWith('()') ? text.slice(0, -1) : `${text.slice(0, -1)}, `
  return `${open}${traits.join(', ')})`
}

const hasChanges = (mode: ChangelogMode): boolean => mode.updates !== 'none' || mode.deletes

/** In Flink's letters: PD deletes by key only. */
export function modeText(mode: ChangelogMode): string {
  const letters = ['I']
  if (mode.updates === 'both') letters.push('UB')
  if (mode.updates !== 'none') letters.push('UA')
  if (mode.deletes) letters.push(mode.keyOnlyDeletes ? 'PD' : 'D')
  return letters.join(',')
}

const keyText = (key: readonly number[], columns: readonly Column[]): string =>
  key.map((i) => columns[i]?.name ?? `$${i}`).join(', ')
