import { describe, expect, it } from 'vitest'
import type { NumberedRows } from '../../../compiled.ts'
import { columnOf, rowOf } from '../../testing-kit/changelog.ts'
import { lines, runOperator } from '../../testing-kit/run-operator.ts'
import { wholeRows } from '../../testing-kit/whole-rows.ts'
import type { AutomatonSpec } from './automaton.ts'
import { Match } from './match.ts'
import { compilePattern, type PatternElement } from './pattern-state.ts'
import type { Run } from './run.ts'
import { takenBy } from './taken-rows.ts'

// Rows are key, time, value; a match prints its time and the values of each variable.

const ONE = { min: 1, max: 1, greedy: false }

function run(
  pattern: readonly PatternElement[],
  tests: readonly (((value: number) => boolean) | undefined)[],
  changelog: string,
  options: Partial<Pick<AutomatonSpec, 'skip' | 'within'>> = {},
) {
  const operator = new Match({
    automaton: {
      start: compilePattern(pattern),
      conditions: tests.map((test) => ({
        kind: 'row',
        test: (row) => test === undefined || test(columnOf<number>(row, 2)),
      })),
      sums: false,
      skip: options.skip ?? { kind: 'NEXT ROW' },
      within: options.within ?? 0,
    },
    rowtime: (row) => columnOf<number>(row, 1),
    columns: wholeRows,
    keysOrdered: false,
    result: (rows, match, end, time) =>
      rowOf([time, pattern.map((_, variable) => values(rows, match, end, variable)).join(' | ')]),
  })
  return runOperator(operator, changelog, { keys: [0] })
}

function values(rows: NumberedRows, match: Run, end: number, variable: number): string {
  const taken = takenBy(match, end, variable)
  if (taken === undefined) return ''
  const numbers = Array.from({ length: taken.end - taken.first + 1 }, (_, i) => taken.first + i)
  return numbers.map((number) => columnOf<number>(rows.row(number), 2)).join(' ')
}

describe('Match', () => {
  it('takes rows in order of time once the watermark has passed them', () => {
    const { out } = run(
      [ONE, ONE],
      [undefined, undefined],
      `
      +I 'a' 2000 2
      +I 'a' 1000 1
      ~ 1500
      +I 'a' 3000 3
      ~ max`,
    )
    expect(out).toEqual(
      lines(`
      +I 2000 '1 | 2'
      +I 3000 '2 | 3'`),
    )
  })

  it('drops and counts rows that are not ahead of the watermark', () => {
    const { out, host } = run(
      [ONE],
      [undefined],
      `
      +I 'a' 1000 1
      ~ 1000
      +I 'a' 1000 2
      +I 'a' 900 3
      ~ max`,
    )
    expect(out).toEqual(lines(`+I 1000 '1'`))
    expect(host.late).toBe(2)
  })

  it('gives a greedy variable no row to the one behind it, even when it may take no more', () => {
    const rows = [10, 20, 30, 5, 25, 1].map((v, i) => `+I 'a' ${1000 * (i + 1)} ${v}`).join('\n')
    const { out } = run([{ min: 2, max: 3, greedy: true }, ONE], [(v) => v > 1, undefined], `${rows}\n~ max`, {
      skip: { kind: 'PAST LAST ROW' },
    })
    expect(out).toEqual(lines(`+I 6000 '30 5 25 | 1'`))
  })

  it('prefers the shortest where nothing is greedy', () => {
    const { out } = run(
      [{ min: 0, max: 1, greedy: false }, ONE],
      [undefined, undefined],
      `
      +I 'a' 1000 1
      +I 'a' 2000 2
      ~ max`,
    )
    expect(out).toEqual(
      lines(`
      +I 1000 ' | 1'
      +I 2000 ' | 2'`),
    )
  })

  it('holds a finished match back while one that started earlier is open, even at the end', () => {
    const { out } = run(
      [ONE, { min: 0, greedy: false }, ONE],
      [(v) => v < 5, (v) => v !== 7, (v) => v === 9],
      `
      +I 'a' 1000 1
      +I 'a' 2000 2
      +I 'a' 3000 9
      +I 'a' 4000 3
      +I 'a' 5000 4
      ~ max`,
    )
    expect(out).toEqual(
      lines(`
      +I 3000 '1 | 2 | 9'
      +I 3000 '2 |  | 9'`),
    )
  })

  it('begins after the last row when it skips past it', () => {
    const { out } = run(
      [ONE, ONE],
      [undefined, undefined],
      `
      +I 'a' 1000 1
      +I 'a' 2000 2
      +I 'a' 3000 3
      ~ max`,
      { skip: { kind: 'PAST LAST ROW' } },
    )
    expect(out).toEqual(lines(`+I 2000 '1 | 2'`))
  })

  it('wants the last row less than WITHIN after the first', () => {
    const changelog = (gap: number) => `
      +I 'a' 1000 1
      +I 'a' ${1000 + gap} 2
      ~ max`
    expect(run([ONE, ONE], [undefined, undefined], changelog(2999), { within: 3000 }).out).toEqual(
      lines(`+I 3999 '1 | 2'`),
    )
    expect(run([ONE, ONE], [undefined, undefined], changelog(3000), { within: 3000 }).out).toEqual([])
  })

  it('fails when it is to skip to the first row of the match', () => {
    const skip = { kind: 'FIRST', variable: 0, name: 'A' } as const
    const rows = `
      +I 'a' 1000 1
      +I 'a' 2000 2
      ~ max`
    expect(() => run([ONE, ONE], [undefined, undefined], rows, { skip })).toThrow('Could not skip to first element')
  })

  it('keeps nothing of a key without a match under way', () => {
    const { host } = run([ONE, ONE], [(v) => v > 5, undefined], `+I 'a' 1000 1\n~ 2000`)
    expect(host.entries).toBe(0)
  })
})
