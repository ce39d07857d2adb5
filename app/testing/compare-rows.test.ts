import { describe, expect, it } from 'vitest'
import type { Expectation } from '../flow/records.ts'
import { compareRows, type SinkOutcome } from './compare-rows.ts'
import { foldRows } from './fold-rows.ts'
import type { ResultRow } from './report.ts'

/** `step kind cells…` a line. */
const rows = (text: string): ResultRow[] =>
  text
    .trim()
    .split('\n')
    .map((line) => {
      const [step = '', kind = '', ...cells] = line.trim().split(/\s+/)
      return { step, kind: kind as ResultRow['kind'], cells }
    })
const outcome = (text: string, keys: readonly string[] = []): SinkOutcome => ({
  columns: ['k', 'n'],
  rows: rows(text),
  keys,
})
const expectation = (mode: Expectation['mode'], text: string, columns: readonly string[] = []): Expectation => ({
  node: 'sink',
  mode,
  columns,
  rows: text
    .trim()
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const [kind = '', ...cells] = line.trim().split(/\s+/)
      return { kind: kind as ResultRow['kind'], cells }
    }),
})
const verdicts = (expected: Expectation, found: SinkOutcome): readonly string[] =>
  compareRows(expected, found).rows.map(({ verdict, kind, cells }) => [verdict, kind, ...cells].join(' '))

const counted = `
  0 +I a 1
  1 -U a 1
  1 +U a 2
  2 +I b 1`

describe('the folded table', () => {
  it('holds what was added and not taken back', () => {
    expect(foldRows(outcome(counted))).toEqual([
      ['a', '2'],
      ['b', '1'],
    ])
  })

  it('keeps equal rows as often as they came', () => {
    expect(foldRows(outcome('0 +I a 1\n0 +I a 1\n1 -D a 1'))).toEqual([['a', '1']])
  })

  it('of an upsert sink has one row for each key', () => {
    expect(foldRows(outcome('0 +I a 1\n1 +U a 2\n2 +I b 1\n3 -D b 9', ['k']))).toEqual([['a', '2']])
  })
})

describe("expectations of 'rows'", () => {
  it('pass in any order', () => {
    expect(compareRows(expectation('rows', '+I b 1\n+I a 2'), outcome(counted)).passed).toBe(true)
  })

  it('say what is missing and what was not expected', () => {
    expect(verdicts(expectation('rows', '+I a 3\n+I b 1'), outcome(counted))).toEqual([
      'missing +I a 3',
      'same +I b 1',
      'unexpected +I a 2',
    ])
  })

  it('count equal rows', () => {
    expect(verdicts(expectation('rows', '+I a 1'), outcome('0 +I a 1\n0 +I a 1'))).toEqual([
      'same +I a 1',
      'unexpected +I a 1',
    ])
  })

  it('look at the named columns only', () => {
    expect(compareRows(expectation('rows', '+I 2\n+I 1', ['n']), outcome(counted)).passed).toBe(true)
  })

  it('fail on a column that the sink does not have', () => {
    expect(compareRows(expectation('rows', '+I 2', ['x']), outcome(counted))).toMatchObject({
      passed: false,
      unknownColumns: ['x'],
    })
  })
})

describe("expectations of 'changelog'", () => {
  it('want every change in its order', () => {
    expect(compareRows(expectation('changelog', '+I a 1\n-U a 1\n+U a 2\n+I b 1'), outcome(counted)).passed).toBe(true)
    expect(compareRows(expectation('changelog', '+I b 1\n+I a 1\n-U a 1\n+U a 2'), outcome(counted)).passed).toBe(false)
  })

  it('leave the order inside of one step open', () => {
    const fired = outcome('end +I a 1\nend +I b 2\nend +I c 3')
    expect(compareRows(expectation('changelog', '+I c 3\n+I a 1\n+I b 2'), fired).passed).toBe(true)
  })

  it('tell kinds apart', () => {
    expect(verdicts(expectation('changelog', '+I a 2'), outcome('0 +U a 2'))).toEqual([
      'missing +I a 2',
      'unexpected +U a 2',
    ])
  })

  it('show a missing change where it is missing', () => {
    expect(verdicts(expectation('changelog', '+I a 1\n-U a 1\n+U a 2\n+I x 0\n+I b 1'), outcome(counted))).toEqual([
      'same +I a 1',
      'same -U a 1',
      'same +U a 2',
      'missing +I x 0',
      'same +I b 1',
    ])
  })
})
