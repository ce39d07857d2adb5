import { describe, expect, it } from 'vitest'
import { columnOf, rowOf, valuesOf } from '../testing-kit/changelog.ts'
import { lines, runOperator } from '../testing-kit/run-operator.ts'
import { Correlate, type CorrelateSpec } from './correlate.ts'

/** Counts up to the second column of the row. */
function run(changelog: string, spec: Partial<CorrelateSpec> = {}) {
  const rowsOf: CorrelateSpec['rowsOf'] = (row) =>
    Array.from({ length: columnOf<number>(row, 1) }, (_, i) => rowOf([i + 1]))
  const concat: CorrelateSpec['concat'] = (left, right) => rowOf([...valuesOf(left), ...valuesOf(right)])
  return runOperator(new Correlate({ rowsOf, concat, ...spec }), changelog).out
}

describe('Correlate', () => {
  it('joins a row with every row made of it, under the kind of its change', () => {
    const out = run("+I 'a' 2\n-U 'a' 2\n+U 'a' 1\n-D 'a' 1")
    expect(out).toEqual(lines("+I 'a' 2 1\n+I 'a' 2 2\n-U 'a' 2 1\n-U 'a' 2 2\n+U 'a' 1 1\n-D 'a' 1 1"))
  })

  it('drops a row of which none is made', () => {
    expect(run("+I 'a' 0")).toEqual([])
  })

  it('pads such a row under LEFT JOIN, also if the condition leaves none', () => {
    const condition: CorrelateSpec['condition'] = (row) => columnOf<number>(row, 0) > 2
    const out = run("+I 'a' 0\n+I 'b' 2\n+U 'c' 3", { condition, padding: rowOf([null]) })
    expect(out).toEqual(lines("+I 'a' 0 null\n+I 'b' 2 null\n+U 'c' 3 3"))
  })
})
