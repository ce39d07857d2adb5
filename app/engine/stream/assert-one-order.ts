import { must } from '../../base/assert.ts'
import { unsupported } from '../../sql/diagnostic.ts'
import type { PlanConfiguration } from '../catalog/configuration.ts'
import type { BoundExpr } from '../expr/bound.ts'
import { conjunction, conjuncts, inputsOf, mapInputs } from '../logical/expressions.ts'
import { isNeverTrue } from '../logical/never-true.ts'
import type { Join, Sink, StreamNode, TableSourceScan } from './node.ts'
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

/** The rows of a table on their way, and what is known of those that come through: over the columns of the table. */
interface DirectWay {
  readonly conditions: readonly BoundExpr[]
  /** For each column; undefined where it is no column of the table, or one of several. */
  readonly columns: readonly (BoundExpr | undefined)[]
  /** An event of the source is one row, so that it cannot go two ways as -U and +U. */
  readonly single: boolean
}

/** `apart`: another task lies in between. */
type Way = DirectWay | 'apart'

/** The two inputs of a join do where one row may reach both; those of a union only where something takes its time on one way. */
function races(node: StreamNode, a: Way | undefined, b: Way): boolean {
  if (a === undefined) return false
  if (a === 'apart' || b === 'apart') return true
  if (node.kind !== 'Join') return false
  const both = conjunction([...a.conditions, ...b.conditions])
  return both === undefined || !a.single || !b.single || !isNeverTrue(both)
}

/** The tables that a node reads, and how. */
function waysFrom(node: StreamNode): ReadonlyMap<string, Way> {
  if (node.kind === 'TableSourceScan') return new Map([[node.table.path.join('.'), wayFromScan(node)]])
  const ways = new Map<string, Way>()
  for (const input of node.inputs)
    for (const [table, way] of waysFrom(input)) {
      const own = way === 'apart' ? way : wayThrough(node, way)
      const known = ways.get(table)
      ways.set(table, known === undefined ? own : either(known, own))
    }
  return ways
}

const wayFromScan = ({ fields, columns, span }: TableSourceScan): DirectWay => ({
  conditions: [],
  columns: columns.map(({ type }, i) => ({ kind: 'input', index: must(fields[i]), type, span })),
  single: true,
})

function wayThrough(node: StreamNode, way: DirectWay): Way {
  if (node.kind === 'ChangelogNormalize' && node.condition === undefined) return { ...way, single: false }
  if (!HANDS_ON.has(node.kind)) return 'apart'
  if (node.kind === 'Expand') return { ...way, columns: [] }
  if (node.kind !== 'Calc') return way
  const { condition, projections } = node
  const said = (condition === undefined ? [] : conjuncts(condition)).flatMap((part) => ofTable(part, way) ?? [])
  return {
    ...way,
    conditions: [...way.conditions, ...said],
    columns: projections.map((expr) => (expr.kind === 'input' ? way.columns[expr.index] : undefined)),
  }
}

/** An expression over the columns of the table, where it reads no others. */
function ofTable(expr: BoundExpr, { columns }: DirectWay): BoundExpr | undefined {
  if ([...inputsOf(expr)].some((index) => columns[index] === undefined)) return undefined
  return mapInputs(expr, (ref) => must(columns[ref.index]))
}

/** Of rows that come either way nothing is known that is not said of both. */
const either = (a: Way, b: Way): Way =>
  a === 'apart' || b === 'apart' ? 'apart' : { conditions: [], columns: [], single: a.single && b.single }
