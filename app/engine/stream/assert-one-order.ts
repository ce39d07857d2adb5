import { unsupported } from '../../sql/diagnostic.ts'
import type { PlanConfiguration } from '../catalog/configuration.ts'
import type { Join, Sink, StreamNode } from './node.ts'
import { sendsUnplanned } from './traits/ranked-changelog.ts'

/**
 * Refuses a plan in which the rows of one source reach a join twice, or a union twice and at least once through an
 * operator of its own task: which comes first differs from run to run in Flink, and here it would show. Throws SqlError.
 */
export function assertOneOrder(sink: Sink, { options }: PlanConfiguration): void {
  // each reader then has a source of its own, and the left one is read first
  if (options.get('table.optimizer.reuse-sub-plan-enabled')?.toLowerCase() === 'false') return
  for (const input of sink.inputs) visit(input, sink.materialize)
}

function visit(node: StreamNode, orderShows: boolean): void {
  if (shows(node, orderShows) && meetsAgain(node))
    throw unsupported('two ways from one table that race each other', node.span)
  const below = orderShows || !HANDS_ON.has(node.kind)
  for (const input of node.inputs) visit(input, below)
}

const HANDS_ON: ReadonlySet<StreamNode['kind']> = new Set([
  'Calc',
  'Union',
  'Expand',
  'Correlate',
  'WatermarkAssigner',
  'DropUpdateBefore',
])

function shows(node: StreamNode, orderShows: boolean): boolean {
  if (node.kind === 'Union') return orderShows
  return node.kind === 'Join' && (orderShows || !isSymmetric(node))
}

/** Rows that only come find each other in any order. */
const isSymmetric = ({ joinType, inputs }: Join): boolean =>
  (joinType === 'INNER' || joinType === 'SEMI') &&
  inputs.every((input) => input.mode.updates === 'none' && !input.mode.deletes && !sendsUnplanned(input))

function meetsAgain(node: StreamNode): boolean {
  const [first, ...others] = node.inputs.map((input) => waysFrom(input))
  return others.some((other, i) => {
    const earlier = [first, ...others.slice(0, i)]
    return [...other].some(([table, way]) => earlier.some((ways) => races(node, ways?.get(table), way)))
  })
}

/** Filtered ways are taken for such that no row goes both of them, as where a stream of events is parted by kind. */
type Way = 'direct' | 'filtered' | 'apart'

/** The two inputs of a join do where all rows reach both; those of a union only where something takes its time on one way. */
const races = (node: StreamNode, a: Way | undefined, b: Way): boolean =>
  a === 'apart' || (a !== undefined && b === 'apart') || (node.kind === 'Join' && a === 'direct' && b === 'direct')

const isFilter = (node: StreamNode): boolean => node.kind === 'Calc' && node.condition !== undefined

/** The tables that a node reads, and whether another task lies in between. */
function waysFrom(node: StreamNode): ReadonlyMap<string, Way> {
  if (node.kind === 'TableSourceScan') return new Map([[node.table.path.join('.'), 'direct']])
  const isSource = node.kind === 'ChangelogNormalize' && node.condition === undefined
  const ways = new Map<string, Way>()
  for (const input of node.inputs)
    for (const [table, way] of waysFrom(input)) {
      const passed = isFilter(node) && way === 'direct' ? 'filtered' : way
      const own = HANDS_ON.has(node.kind) || isSource ? passed : 'apart'
      ways.set(table, ways.get(table) === 'apart' ? 'apart' : own)
    }
  return ways
}
