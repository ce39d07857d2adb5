import { describe, expect, it } from 'vitest'
import { Session } from '../session.ts'
import type { StreamPlan } from './node.ts'

/** The plan of a query that reads a table twice whose changelog has to be completed. */
function planWith(config: readonly (readonly [string, string])[]): StreamPlan {
  const session = new Session({ config, tables: new Map() })
  session.execute(
    "CREATE TABLE a (id INT, n STRING, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector'='upsert-kafka', 'key.format'='json', 'value.format'='json')",
  )
  const outcome = session.execute("SELECT id, n FROM a WHERE n = 'x' UNION ALL SELECT id + 1, n FROM a")
  if (outcome.kind !== 'job') throw new Error(outcome.kind)
  return outcome.plan
}

const count = ({ nodes }: StreamPlan, kind: string): number => nodes.filter((node) => node.kind === kind).length

describe('numberPlan', () => {
  it('completes the changelog of a table once for all who read it', () => {
    const plan = planWith([])
    expect([count(plan, 'TableSourceScan'), count(plan, 'ChangelogNormalize')]).toEqual([1, 1])
  })

  it('completes it for each reader where parts of plans are not reused', () => {
    const plan = planWith([['table.optimizer.reuse-sub-plan-enabled', 'false']])
    expect([count(plan, 'TableSourceScan'), count(plan, 'ChangelogNormalize')]).toEqual([1, 2])
  })
})
