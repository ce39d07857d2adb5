import type { CaseEvent } from '../../app/engine/case/engine-case.ts'
import type { Json } from '../../app/types/json-form.ts'
import type { Dice } from './dice.ts'
import type { Column, Table } from './schema.ts'
import { randomValue } from './values.ts'

type Row = readonly Json[]

export interface FeedOptions {
  readonly rows: number
  /** How far a row's time may lie behind the newest, in seconds. */
  readonly disorder?: number
  /** The longest pause between two rows, in seconds. */
  readonly pace?: number
  readonly start?: string
}

/** Rows of several tables in one order of arrival; times go on with some disorder and ties. */
export function feed(dice: Dice, tables: readonly Table[], options: FeedOptions): readonly CaseEvent[] {
  const clock = new FeedClock(dice, options)
  const feeders = tables.map((table) => new TableFeeder(dice, table, clock))
  const events: CaseEvent[] = []
  while (events.length < options.rows) events.push(...dice.pick(feeders).next())
  return events
}

const STARTS = ['2024-01-01 00:00:00', '2024-02-28 23:59:40', '2024-03-10 09:30:00']

class FeedClock {
  readonly #dice: Dice
  readonly #disorder: number
  readonly #pace: number
  #now: number

  constructor(dice: Dice, { disorder = 6, pace = 3, start }: FeedOptions) {
    this.#dice = dice
    this.#disorder = disorder
    this.#pace = pace
    this.#now = Date.parse(`${(start ?? dice.pick(STARTS)).replace(' ', 'T')}Z`)
  }

  next(type: string): string {
    const dice = this.#dice
    this.#now += dice.below(this.#pace + 1) * 1000
    const back = dice.chance(0.3) ? dice.below(this.#disorder + 1) * 1000 : 0
    const fraction = dice.chance(0.1) ? dice.pick([1, 500, 999]) : 0
    const text = new Date(this.#now - back + fraction).toISOString().replace('T', ' ')
    return type.startsWith('TIMESTAMP_LTZ') ? text : text.replace('Z', '')
  }
}

/** The rows of one table, in the changes that its kind of input may bring. */
class TableFeeder {
  readonly #dice: Dice
  readonly #table: Table
  readonly #clock: FeedClock
  readonly #live = new Map<string, Row>()
  #count = 0

  constructor(dice: Dice, table: Table, clock: FeedClock) {
    this.#dice = dice
    this.#table = table
    this.#clock = clock
  }

  next(): readonly CaseEvent[] {
    switch (this.#table.input) {
      case 'append':
        return [this.#event(this.#fresh())]
      case 'cdc':
        return this.#change()
      case 'upsert':
        return this.#upsert()
    }
  }

  #change(): readonly CaseEvent[] {
    const dice = this.#dice
    const old = this.#oldRow()
    if (old === undefined || dice.chance(0.5)) {
      const row = this.#fresh()
      // A key that is there already would break its promise: then it is an update.
      const before = this.#live.get(this.#keyOf(row))
      return before === undefined ? [this.#event(this.#keep(row))] : this.#update(before, row)
    }
    if (dice.chance(0.35)) {
      this.#live.delete(this.#keyOf(old))
      return [this.#event(old, '-D')]
    }
    return this.#update(old, this.#changed(old))
  }

  #update(before: Row, after: Row): readonly CaseEvent[] {
    this.#live.delete(this.#keyOf(before))
    return [this.#event(before, '-U'), this.#event(this.#keep(after), '+U')]
  }

  #upsert(): readonly CaseEvent[] {
    const dice = this.#dice
    const old = this.#oldRow()
    if (old === undefined || dice.chance(0.5)) {
      return [this.#event(this.#keep(this.#fresh()), dice.chance(0.5) ? undefined : '+U')]
    }
    if (dice.chance(0.4)) {
      if (dice.chance(0.9)) this.#live.delete(this.#keyOf(old))
      return [this.#event(old, '-D')]
    }
    const again = dice.chance(0.2) ? old : this.#changed(old)
    return [this.#event(this.#keep(again), '+U')]
  }

  #oldRow(): Row | undefined {
    const rows = [...this.#live.values()]
    return rows.length === 0 ? undefined : this.#dice.pick(rows)
  }

  #fresh(): Row {
    this.#count++
    return this.#table.columns.map((column) => this.#value(column))
  }

  /** The same row with one or two cells that are not of the key changed. */
  #changed(row: Row): Row {
    const { columns, key = [] } = this.#table
    const free = columns.filter(({ name, role }) => !key.includes(name) && role !== 'id')
    const changing = this.#dice.some(free, this.#dice.between(1, 2))
    return columns.map((column, i) =>
      changing.includes(column) || column.role === 'time' ? this.#value(column) : (row[i] ?? null),
    )
  }

  #value({ type, role, pool }: Column): Json {
    if (role === 'id') return this.#count
    if (role === 'time') return this.#clock.next(type)
    return pool === undefined ? randomValue(this.#dice, type) : this.#dice.pick(pool)
  }

  #keep(row: Row): Row {
    this.#live.set(this.#keyOf(row), row)
    return row
  }

  /** Without a key every row is its own. */
  #keyOf(row: Row): string {
    const { columns, key } = this.#table
    return JSON.stringify(key === undefined ? row : columns.map(({ name }, i) => (key.includes(name) ? row[i] : 0)))
  }

  #event(row: Row, kind?: string): CaseEvent {
    return { t: this.#table.name, ...(kind !== undefined && { kind }), row: row as Json }
  }
}
