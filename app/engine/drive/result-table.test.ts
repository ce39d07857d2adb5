import { describe, expect, it } from 'vitest'
import { INSERT, UPDATE_AFTER } from '../../types/row-kind.ts'
import { ResultTable } from './result-table.ts'

describe('ResultTable', () => {
  it('gives a page as texts by column', () => {
    const table = new ResultTable(
      [
        { kind: 'VARCHAR', length: 10, nullable: true },
        { kind: 'DECIMAL', precision: 5, scale: 2, nullable: true },
      ],
      'UTC',
    )
    table.add('0', INSERT, ['a', 150])
    table.add('1', INSERT, [null, -5])
    table.add('end:t', UPDATE_AFTER, ['c', null])
    expect(table.page(1, 5)).toEqual({
      from: 1,
      total: 3,
      kinds: ['+I', '+U'],
      steps: ['1', 'end:t'],
      columns: [
        [null, 'c'],
        ['-0.05', null],
      ],
    })
  })
})
