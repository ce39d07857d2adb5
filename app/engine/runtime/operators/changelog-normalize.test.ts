import { describe, expect, it } from 'vitest'
import { columnOf, valuesOf } from '../testing-kit/changelog.ts'
import { lines, runOperator } from '../testing-kit/run-operator.ts'
import { ChangelogNormalize, type ChangelogNormalizeSpec } from './changelog-normalize.ts'

function run(changelog: string, spec: Partial<ChangelogNormalizeSpec> = {}) {
  const equal: ChangelogNormalizeSpec['equal'] = (a, b) => String(valuesOf(a)) === String(valuesOf(b))
  return runOperator(new ChangelogNormalize({ equal, updateBefore: true, ...spec }), changelog, { keys: [0] })
}

describe('ChangelogNormalize', () => {
  it('makes +I, -U and +U of upserts', () => {
    expect(run("+U 'a' 1\n+I 'a' 2\n+U 'b' 3").out).toEqual(["+I 'a' 1", "-U 'a' 1", "+U 'a' 2", "+I 'b' 3"])
  })

  it('suppresses an upsert that changes nothing', () => {
    expect(run("+I 'a' 1\n+U 'a' 1").out).toEqual(["+I 'a' 1"])
  })

  it('deletes with the stored row, as the deletion may carry the key alone', () => {
    const { out, host } = run("+I 'a' 1\n-D 'a' null")
    expect(out).toEqual(["+I 'a' 1", "-D 'a' 1"])
    expect(host.entries).toBe(0)
  })

  it('swallows the deletion of an unknown key', () => {
    expect(run("-D 'a' 1\n-U 'b' 1").out).toEqual([])
  })

  it('takes a row that fails the condition as absent', () => {
    const { out } = run(
      `
      +I 'a' 1    # never passes
      -D 'a' 1
      +I 'b' 10
      +U 'b' 20
      +U 'b' 2    # leaves
      +U 'b' 30`,
      { condition: (row) => columnOf<number>(row, 1) >= 10 },
    )
    expect(out).toEqual(
      lines(`
      +I 'b' 10
      -U 'b' 10
      +U 'b' 20
      -D 'b' 20
      +I 'b' 30`),
    )
  })
})
