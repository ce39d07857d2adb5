import { expect, it } from 'vitest'
import { SqlError } from '../../sql/diagnostic.ts'
import { build } from '../build.ts'
import { VirtualClock } from '../drive/virtual-clock.ts'
import { createExprCompiler } from '../expr/codegen/compiler.ts'
import { RunFailure } from '../run-failure.ts'
import { Session } from '../session.ts'
import { documentedFunctions, EXAMPLE_TABLES } from './documented-functions.ts'

/** What would break out of a literal of any kind, and a word to find it by. */
const POISON = `canary '' " \` \${canary()} \\ */ // \u2028`
const ALIAS = `\`canary ' " \${canary()}\``

/** The code that a statement is run with; undefined where it is not planned. */
function codeOf(statement: string): string | undefined {
  const session = new Session({ config: [], tables: new Map() })
  for (const table of EXAMPLE_TABLES) session.execute(table)
  const outcome = session.execute(statement)
  if (outcome.kind !== 'job') return undefined
  const clock = new VirtualClock(0)
  const compiler = createExprCompiler({ zone: 'UTC', now: () => 0, queryStart: 0, random: () => 0 })
  try {
    const listenerOf = () => ({ row: () => {}, watermark: () => {} })
    build(outcome.plan, { compiler, config: new Map(), environment: clock, listenerOf, checks: false })
  } catch (failure) {
    if (!(failure instanceof SqlError || failure instanceof RunFailure)) throw failure
  }
  return compiler.sources.map(({ text }) => text).join('\n')
}

it('keeps texts of the author out of the code of every function', () => {
  const codes = documentedFunctions
    .filter(({ kind, example }) => kind === 'scalar' && example.includes("'"))
    .map(({ example }) => {
      const poisoned = example.replace(/(?<!DATE |TIME |TIMESTAMP |INTERVAL |x)'[^']*'/g, `'${POISON}'`)
      return codeOf(`SELECT ${poisoned} AS ${ALIAS}, name || '${POISON}' AS b FROM examples WHERE name <> '${POISON}'`)
    })
    .filter((code) => code !== undefined)
  expect(codes.length).toBeGreaterThan(60)
  expect(codes.filter((code) => code.includes('canary'))).toEqual([])
  expect(codes.every((code) => code.includes('function calc'))).toBe(true)
})
