import { describe, expect, it } from 'vitest'
import { FAMILIES } from './families.ts'
import { generateProgram } from './generate.ts'
import { runOwn } from './own-engine.ts'
import { refusedFeature } from './verdict.ts'

const PROGRAMS = 25

describe.each(FAMILIES)('programs of $name', (family) => {
  const programs = Array.from({ length: PROGRAMS }, (_, i) => generateProgram(family, 1, i))

  it('are the same for the same seed and number, and others for others', () => {
    expect(generateProgram(family, 1, 7)).toEqual(programs[7])
    const texts = new Set(programs.map(({ statements, events }) => JSON.stringify([statements, events])))
    expect(texts.size).toBe(PROGRAMS)
    expect(generateProgram(family, 2, 7).statements).not.toEqual(programs[7]?.statements)
  })

  it('never make the engine stumble', () => {
    const crashes = programs.flatMap((program) =>
      runOwn(program).errors.filter(({ class: name }) => name === 'InternalError'),
    )
    expect(crashes).toEqual([])
  })

  it('are mostly not refused', () => {
    expect(programs.filter((program) => refusedFeature(runOwn(program)) !== undefined).length).toBeLessThan(
      PROGRAMS / 3,
    )
  })
})
