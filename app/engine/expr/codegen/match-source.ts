import type { MatchColumn, MatchedRows } from '../../compiled.ts'
import { RunFailure } from '../../run-failure.ts'
import type { Block } from './block.ts'
import { columnOf } from './row-shape.ts'

type RowColumn = Extract<MatchColumn<never>, { readonly kind: 'column' }>

/**
 * How generated code reads the columns of an expression over a match, given `rows`, `match`, `end` and, where it asks
 * for it, `time`. The rows of a variable are found once, however many columns of them are read.
 */
export class MatchSource<M extends MatchedRows> {
  readonly #columns: readonly MatchColumn<M>[]
  readonly #block: Block
  /** The variable of the match's last row, where it is known. */
  readonly #last: number | undefined
  readonly #found = new Set<number>()

  constructor(columns: readonly MatchColumn<M>[], block: Block, last?: number) {
    this.#columns = columns
    this.#block = block
    this.#last = last
  }

  /** The text that reads a column. */
  column(index: number): string {
    const column = this.#columns[index] as MatchColumn<M>
    const { unit } = this.#block
    switch (column.kind) {
      case 'aggregate': {
        const results = `${unit.constant(column.results)}(rows, match, end)`
        return `${this.#block.define(results, false, results).text}[${column.call}]`
      }
      case 'time':
        return `${unit.constant(column.read)}(time)`
      case 'column':
        return column.offset < 0 ? `${unit.constant(outOfBounds)}(${column.offset})` : this.#read(column)
    }
  }

  #read({ variable, edge, offset, column }: RowColumn): string {
    const read = (first: string, last: string, absent: readonly string[]): string => {
      const row = edge === 'LAST' ? minus(last, offset) : plus(first, offset)
      const beyond = edge === 'LAST' ? `${row} < ${first}` : `${row} > ${last}`
      const none = offset > 0 ? [...absent, beyond] : absent
      const value = columnOf(`rows.row(${row})`, column)
      return none.length === 0 ? value : `(${none.join(' || ')} ? null : ${value})`
    }
    if (variable === 'all') return read('match.start', 'end', [])
    if (variable === this.#last) return read('match.first', 'end', [])
    if (variable === 'none' || (this.#last !== undefined && variable > this.#last)) return 'null'
    const { taken, last } = this.#find(variable)
    return read(`${taken}.first`, last, [`${taken} === undefined`, `${taken}.variable !== ${variable}`])
  }

  /** Goes back to the variable, or to the one before it where it has no rows. */
  #find(variable: number): { readonly taken: string; readonly last: string } {
    const taken = `taken${variable}`
    const last = `last${variable}`
    if (!this.#found.has(variable)) {
      this.#found.add(variable)
      const [from, end] = this.#last === undefined ? ['match', 'end'] : ['match.before', 'match.first - 1']
      this.#block.line(`let ${taken} = ${from}, ${last} = ${end}`)
      this.#block.line(`while (${taken} !== undefined && ${taken}.variable > ${variable}) {`)
      this.#block.line(`  ${last} = ${taken}.first - 1`)
      this.#block.line(`  ${taken} = ${taken}.before`)
      this.#block.line('}')
    }
    return { taken, last }
  }
}

const minus = (number: string, offset: number): string => (offset === 0 ? number : `${number} - ${offset}`)
const plus = (number: string, offset: number): string => (offset === 0 ? number : `${number} + ${offset}`)

function outOfBounds(offset: number): never {
  throw new RunFailure('IndexOutOfBoundsException', `Index ${offset} out of bounds`)
}
