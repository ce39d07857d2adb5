import { expect, it } from 'vitest'
import { createExprCompiler } from '../../expr/codegen/compiler.ts'
import { rowOf, valuesOf } from '../testing-kit/changelog.ts'
import { singleGroup } from './key-index.ts'
import { KeyedRows } from './keyed-rows.ts'
import { KeyedState } from './keyed-state.ts'

const compiler = createExprCompiler({ zone: 'UTC', now: () => 0, queryStart: 0, random: () => 0 })

it('gives back what was put in, of whatever types its columns are', () => {
  const state = new KeyedState(singleGroup)
  state.current = 0
  const rows = new KeyedRows(state, compiler.rowColumns(2))
  const values = [1, null, 2.5, -0, Number.NaN, 'a', 2n ** 60n, true, 1_700_000_000_000, new Uint8Array([1])]
  // more than one page
  const all = Array.from({ length: 1_000 }, (_, i) => [values[i % values.length] ?? null, i] as const)
  for (const each of all) rows.add(rowOf(each))
  const kept: unknown[] = []
  for (let number = rows.first(); number >= 0; number = rows.next(number)) kept.push(valuesOf(rows.row(number)))
  expect(kept).toStrictEqual(all)
  expect(state.entries).toBe(1_000)
})
