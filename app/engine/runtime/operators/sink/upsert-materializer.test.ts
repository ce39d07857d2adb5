import { describe, expect, it } from 'vitest'
import type { Row } from '../../../row.ts'
import { columnOf, valuesOf } from '../../testing-kit/changelog.ts'
import { runOperator } from '../../testing-kit/run-operator.ts'
import { UpsertMaterializer } from './upsert-materializer.ts'

function run(changelog: string) {
  const sameRow = (a: Row, b: Row) => String(valuesOf(a)) === String(valuesOf(b))
  return runOperator(new UpsertMaterializer({ sameRow, replaces: false }), changelog, { keys: [0] })
}

describe('UpsertMaterializer', () => {
  it('sends the newest row of a sink key', () => {
    expect(run("+I 'k' 1\n+I 'k' 2").out).toEqual(["+I 'k' 1", "+U 'k' 2"])
  })

  it('keeps silent when an older row is taken back', () => {
    expect(run("+I 'k' 1\n+I 'k' 2\n-D 'k' 1").out).toEqual(["+I 'k' 1", "+U 'k' 2"])
  })

  it('goes back to the row before when the newest is taken back', () => {
    expect(run("+I 'k' 1\n+I 'k' 2\n-D 'k' 2").out).toEqual(["+I 'k' 1", "+U 'k' 2", "+U 'k' 1"])
  })

  it('deletes when no row is left, and ignores unknown rows', () => {
    const { out, host } = run("+I 'k' 1\n-D 'k' 9\n-U 'k' 1")
    expect(out).toEqual(["+I 'k' 1", "-D 'k' 1"])
    expect(host.entries).toBe(0)
  })

  it('replaces a version by its upsert key', () => {
    const sameRow = (a: Row, b: Row) => columnOf(a, 1) === columnOf(b, 1)
    const { out } = runOperator(
      new UpsertMaterializer({ sameRow, replaces: true }),
      "+I 'k' 1 10\n+I 'k' 2 20\n+U 'k' 1 11\n-D 'k' 2 20",
      { keys: [0] },
    )
    expect(out).toEqual(["+I 'k' 1 10", "+U 'k' 2 20", "+U 'k' 1 11", "+U 'k' 1 11"])
  })
})
