import type { TableOverride } from '../../app/engine/run-types.ts'
import { Session } from '../../app/engine/session.ts'
import type { StreamPlan } from '../../app/engine/stream/node.ts'
import type { Diagnostic } from '../../app/sql/diagnostic.ts'

export type PlannedJob =
  | { readonly kind: 'job'; readonly plan: StreamPlan; readonly config: ReadonlyMap<string, string> }
  | { readonly kind: 'refused'; readonly diagnostic: Diagnostic }

/** The plan of the last statement of a script, after all that stands before it. */
export function planJob(
  statements: readonly string[],
  tables: ReadonlyMap<string, TableOverride> = new Map(),
): PlannedJob {
  const session = new Session({ config: [['table.local-time-zone', 'UTC']], tables })
  let plan: StreamPlan | undefined
  for (const statement of statements) {
    const outcome = session.execute(statement)
    if (outcome.kind === 'failed') return { kind: 'refused', diagnostic: outcome.diagnostic }
    if (outcome.kind === 'job') plan = outcome.plan
  }
  if (plan === undefined) throw new Error('a script without a job')
  return { kind: 'job', plan, config: session.config }
}
