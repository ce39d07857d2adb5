import type { Statement } from '../../sql/ast-statement.ts'
import type { Diagnostic } from '../../sql/diagnostic.ts'
import type { LogicalSink } from '../logical/sink.ts'
import type { StreamPlan } from '../stream/node.ts'
import { adviseOnCasts } from './cast-advice.ts'
import { adviseOnKeys } from './key-advice.ts'
import { adviseOnLogicalDefects, adviseOnPlanDefects } from './plan-defect-advice.ts'
import { adviseOnState } from './state-advice.ts'
import { adviseOnSyntaxDefects } from './syntax-defect-advice.ts'
import { adviseOnTime } from './time-advice.ts'

/** A statement that runs a job, with what came of it on the way. */
export interface PlannedJob {
  readonly statement: Statement
  readonly sinks: readonly LogicalSink[]
  readonly plan: StreamPlan
  /** Whether what nobody touches for a while is freed. */
  readonly freesState: boolean
}

/** What is worth knowing about a job that Flink would run, each at its place, once. */
export function adviseJob({ statement, sinks, plan, freesState }: PlannedJob): readonly Diagnostic[] {
  const found = [
    ...plan.nodes.flatMap((node) => [
      ...adviseOnState(node, freesState),
      ...adviseOnTime(node),
      ...adviseOnPlanDefects(node),
    ]),
    ...plan.sinks.flatMap(adviseOnKeys),
    ...sinks.flatMap((sink) => [...adviseOnCasts(sink), ...adviseOnLogicalDefects(sink)]),
    ...adviseOnSyntaxDefects(statement),
  ]
  return onceEach(found)
}

/** Of those that say the same of the same place, one. */
export function onceEach(found: readonly Diagnostic[]): readonly Diagnostic[] {
  const told = new Set<string>()
  return found.filter(({ span, message }) => {
    const key = `${span.start} ${span.end} ${message}`
    return !told.has(key) && told.add(key)
  })
}
