import type { Group, WindowGroupHandler } from '../../compiled.ts'
import type { Row } from '../../row.ts'
import { columnOf, rowOf, valuesOf } from './changelog.ts'

interface Sum {
  readonly key: readonly string[]
  rows: number
  sum: number
  texts: string[]
}

/** COUNT(*), SUM and the summands as text in their order, over one column; `key` columns come first, the bounds of the window last. */
export function sumHandler(keys: readonly number[], column: number): WindowGroupHandler {
  const open = (group: Group): Sum => group as unknown as Sum
  const empty = (key: readonly string[]) => ({ key, rows: 0, sum: 0, texts: [] }) as unknown as Group
  const apply = (sign: 1 | -1) => (group: Group, row: Row) => {
    const sum = open(group)
    const value = columnOf<number>(row, column)
    sum.rows += sign
    sum.sum += sign * value
    sum.texts.push(`${sign < 0 ? '-' : ''}${value}`)
  }
  return {
    create: (row) => empty(keys.map((i) => columnOf<string>(row, i))),
    copyKey: (group) => empty(open(group).key),
    accumulate: apply(1),
    retract: apply(-1),
    merge: (into, from) => {
      open(into).rows += open(from).rows
      open(into).sum += open(from).sum
      open(into).texts.push(...open(from).texts)
    },
    result: (group, start, end) => {
      const { key, rows, sum, texts } = open(group)
      return rowOf([...key, rows, sum, texts.join('+'), start, end])
    },
    sameResult: (a, b) => JSON.stringify(valuesOf(a)) === JSON.stringify(valuesOf(b)),
  }
}
