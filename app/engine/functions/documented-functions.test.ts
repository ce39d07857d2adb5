import { describe, expect, it } from 'vitest'
import { Session } from '../session.ts'
import { documentedFunctions, EXAMPLE_TABLES, exampleStatement } from './documented-functions.ts'
import { CALLABLE, DOCUMENTED, NOT_CALLABLE } from './reference-functions.ts'

const known = new Set(documentedFunctions.flatMap(({ name, aliases }) => [name, ...(aliases ?? [])]))

describe('the list of functions', () => {
  it('has all that Flink documents', () => {
    expect(DOCUMENTED.filter(([name]) => !known.has(name))).toEqual([])
  })

  it('has all that a statement can call', () => {
    expect(Object.values(CALLABLE).filter((name) => !known.has(name))).toEqual([])
    expect(Object.keys(CALLABLE).filter((name) => NOT_CALLABLE.includes(name))).toEqual([])
  })

  it('says why it refuses what it refuses', () => {
    for (const { name, status, reason } of documentedFunctions) {
      expect(reason === undefined, name).toBe(status === 'implemented')
    }
  })

  it('gives examples that the engine plans, or refuses as it says', () => {
    const session = new Session({ config: [], tables: new Map() })
    for (const table of EXAMPLE_TABLES) expect(session.execute(table).kind).toBe('nothing')
    const wrong = documentedFunctions.filter(({ example, status }) => {
      const outcome = session.execute(exampleStatement(example))
      return (outcome.kind === 'failed') !== (status === 'refused')
    })
    expect(wrong.map(({ name, example }) => `${name}: ${example}`)).toEqual([])
  })
})
