import type { Accumulators, AggregateHandler } from '../../compiled.ts'
import type { Row } from '../../row.ts'
import { columnOf, rowOf, valuesOf } from './changelog.ts'

interface Sum {
  count: number
  sum: number
  texts: string[]
}

/** COUNT(*), SUM and the summands as text in their order, over one column; `key` columns come first. */
export function sumHandler(key: readonly number[], column: number): AggregateHandler {
  const open = (accumulators: Accumulators): Sum => accumulators as unknown as Sum
  const apply = (sign: 1 | -1) => (accumulators: Accumulators, row: Row) => {
    const sum = open(accumulators)
    const value = columnOf<number>(row, column)
    sum.count += sign
    sum.sum += sign * value
    sum.texts.push(`${sign < 0 ? '-' : ''}${value}`)
  }
  return {
    create: () => ({ count: 0, sum: 0, texts: [] as string[] }) as unknown as Accumulators,
    accumulate: apply(1),
    retract: apply(-1),
    merge: (into, from) => {
      open(into).count += open(from).count
      open(into).sum += open(from).sum
      open(into).texts.push(...open(from).texts)
    },
    result: (keyRow, accumulators, extra) => {
      const { count, sum, texts } = open(accumulators)
      return rowOf([...key.map((i) => columnOf<string>(keyRow, i)), count, sum, texts.join('+'), ...extra])
    },
    sameResult: (a, b) => JSON.stringify(valuesOf(a)) === JSON.stringify(valuesOf(b)),
  }
}
