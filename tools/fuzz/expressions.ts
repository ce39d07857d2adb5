import type { Dice } from './dice.ts'
import { typeRoot } from './values.ts'

/** What an expression may name: `text` is how it is written, `type` is the SQL type. */
export interface Operand {
  readonly text: string
  readonly type: string
}

export type Kind = 'integer' | 'decimal' | 'double' | 'text' | 'boolean' | 'timestamp' | 'local-time' | 'date'

const KINDS: Readonly<Record<string, Kind>> = {
  TINYINT: 'integer',
  SMALLINT: 'integer',
  INT: 'integer',
  BIGINT: 'integer',
  DECIMAL: 'decimal',
  FLOAT: 'double',
  DOUBLE: 'double',
  STRING: 'text',
  VARCHAR: 'text',
  CHAR: 'text',
  BOOLEAN: 'boolean',
  TIMESTAMP: 'timestamp',
  TIMESTAMP_LTZ: 'local-time',
  DATE: 'date',
}

export const kindOf = (type: string): Kind | undefined => (type.startsWith('ARRAY') ? undefined : KINDS[typeRoot(type)])
export const isNumber = (type: string): boolean => ['integer', 'decimal', 'double'].includes(kindOf(type) ?? '')

const LITERALS: Readonly<Record<Kind, readonly string[]>> = {
  integer: ['0', '1', '2', '3', '10', '-1'],
  decimal: ['0.5', '1.50', '-2.25', '10.0'],
  double: ['1e0', '-2.5e0', 'CAST(0.1 AS DOUBLE)'],
  text: ["'a'", "'b'", "''", "'x y'", "'B'"],
  boolean: ['TRUE', 'FALSE'],
  timestamp: ["TIMESTAMP '2024-01-01 00:00:05'", "TIMESTAMP '2024-02-29 00:00:00.5'"],
  'local-time': ['TO_TIMESTAMP_LTZ(CAST(1704067205 AS BIGINT), 0)'],
  date: ["DATE '2024-01-01'", "DATE '2024-02-29'"],
}

const COMPARISONS = ['=', '<>', '<', '<=', '>', '>=']

/** Random expressions over what a query can name; most of them type-check. */
export class Expressions {
  readonly #dice: Dice
  readonly #scope: readonly Operand[]

  constructor(dice: Dice, scope: readonly Operand[]) {
    this.#dice = dice
    this.#scope = scope
  }

  /** Any value: mostly a plain column. */
  value(depth = 2): string {
    const kinds = [...new Set(this.#scope.flatMap(({ type }) => kindOf(type) ?? []))]
    return kinds.length === 0 ? '1' : this.of(this.#dice.pick(kinds), depth)
  }

  number(depth = 2): string {
    const kinds = [
      ...new Set(this.#scope.filter(({ type }) => isNumber(type)).flatMap(({ type }) => kindOf(type) ?? [])),
    ]
    return this.of(kinds.length === 0 ? 'integer' : this.#dice.pick(kinds), depth)
  }

  of(kind: Kind, depth: number): string {
    if (depth <= 0 || this.#dice.chance(0.4)) return this.#leaf(kind)
    switch (kind) {
      case 'integer':
        return this.#integer(depth - 1)
      case 'decimal':
      case 'double':
        return this.#fraction(kind, depth - 1)
      case 'text':
        return this.#text(depth - 1)
      case 'boolean':
        return this.condition(depth - 1)
      default:
        return this.#time(kind, depth - 1)
    }
  }

  /** A condition, of up to `depth` levels of AND, OR and NOT. */
  condition(depth = 1): string {
    const dice = this.#dice
    if (depth > 0 && dice.chance(0.35)) {
      const [left, right] = [this.condition(depth - 1), this.condition(depth - 1)]
      return dice.pick([`(${left} AND ${right})`, `(${left} OR ${right})`, `NOT (${left})`])
    }
    return this.#atom()
  }

  #atom(): string {
    const dice = this.#dice
    const operand = this.#scope.length === 0 ? undefined : dice.pick(this.#scope)
    const kind = operand === undefined ? 'integer' : kindOf(operand.type)
    const text = operand?.text ?? '1'
    if (kind === undefined) return `${text} IS NOT NULL`
    const literal = () => dice.pick(LITERALS[kind])
    return dice.oneOf([
      () => `${text} ${dice.pick(COMPARISONS)} ${literal()}`,
      () => `${text} ${dice.pick(COMPARISONS)} ${this.of(kind, 1)}`,
      () => `${text} IS ${dice.pick(['', 'NOT '])}NULL`,
      () => `${text} IN (${[literal(), literal(), literal()].join(', ')})`,
      () => `${text} NOT IN (${[literal(), literal()].join(', ')})`,
      () => `${text} BETWEEN ${literal()} AND ${literal()}`,
      () => `${text} IS ${dice.pick(['', 'NOT '])}DISTINCT FROM ${this.#leaf(kind)}`,
      () => (kind === 'text' ? `${text} LIKE ${dice.pick(["'a%'", "'%b'", "'_'", "'%'"])}` : `${text} <> ${literal()}`),
      () => (kind === 'integer' ? `MOD(${text}, 2) = ${dice.pick(['0', '1'])}` : `${text} = ${literal()}`),
      () =>
        kind === 'boolean'
          ? `${text} IS ${dice.pick(['TRUE', 'NOT TRUE', 'FALSE', 'UNKNOWN'])}`
          : `${text} > ${literal()}`,
    ])
  }

  #leaf(kind: Kind): string {
    const fitting = this.#scope.filter(({ type }) => kindOf(type) === kind)
    if (fitting.length === 0 || this.#dice.chance(0.15)) return this.#dice.pick(LITERALS[kind])
    return this.#dice.pick(fitting).text
  }

  #integer(depth: number): string {
    const dice = this.#dice
    const [a, b] = [this.of('integer', depth), this.of('integer', depth)]
    return dice.oneOf([
      () => `${a} ${dice.pick(['+', '-', '*'])} ${b}`,
      () => `${a} / ${dice.pick(['2', '3', '-4'])}`,
      () => `MOD(${a}, ${dice.pick(['2', '3', '7'])})`,
      () => `ABS(${a})`,
      () => `COALESCE(${a}, ${b})`,
      () => `NULLIF(${a}, ${b})`,
      () => `CASE WHEN ${this.condition(depth)} THEN ${a} ELSE ${b} END`,
      () => `CHAR_LENGTH(${this.of('text', depth)})`,
      () => `CAST(${this.of(dice.pick(['decimal', 'double', 'boolean'] as const), depth)} AS INT)`,
      () => `CAST(${a} AS BIGINT)`,
      () => `IF(${this.condition(0)}, ${a}, ${b})`,
      () => `-(${a})`,
    ])
  }

  #fraction(kind: 'decimal' | 'double', depth: number): string {
    const dice = this.#dice
    const [a, b] = [this.of(kind, depth), this.of(kind, depth)]
    return dice.oneOf([
      () => `${a} ${dice.pick(['+', '-', '*'])} ${b}`,
      () => `${a} ${dice.pick(['+', '*'])} ${this.of('integer', depth)}`,
      () => `${a} / ${dice.pick(['2', '4', '0.5'])}`,
      () => `ROUND(${a}, ${dice.pick(['0', '1'])})`,
      () => `${dice.pick(['ABS', 'FLOOR', 'CEIL'])}(${a})`,
      () => `COALESCE(${a}, ${b})`,
      () => `CASE WHEN ${this.condition(depth)} THEN ${a} ELSE ${b} END`,
      () => `CAST(${this.of('integer', depth)} AS ${kind === 'decimal' ? 'DECIMAL(12, 3)' : 'DOUBLE'})`,
    ])
  }

  #text(depth: number): string {
    const dice = this.#dice
    const [a, b] = [this.of('text', depth), this.of('text', depth)]
    return dice.oneOf([
      () => `${a} || ${b}`,
      () => `${dice.pick(['UPPER', 'LOWER', 'TRIM', 'REVERSE'])}(${a})`,
      () => `SUBSTRING(${a} FROM ${dice.pick(['1', '2'])})`,
      () => `COALESCE(${a}, ${dice.pick(["'none'", b])})`,
      () => `CASE WHEN ${this.condition(depth)} THEN ${a} ELSE ${dice.pick([b, "'other'"])} END`,
      () => `CAST(${this.of('integer', depth)} AS STRING)`,
      () => `REPLACE(${a}, 'a', ${dice.pick(["'z'", "'aa'"])})`,
      () => `CONCAT(${a}, '-', ${b})`,
      () => `NULLIF(${a}, ${b})`,
    ])
  }

  #time(kind: Kind, depth: number): string {
    const dice = this.#dice
    const a = this.of(kind, depth)
    if (kind === 'date') return dice.pick([`${a} + INTERVAL '1' DAY`, `COALESCE(${a}, DATE '2024-01-01')`])
    return dice.oneOf([
      () => `${a} + INTERVAL '${dice.pick(['1', '10'])}' SECOND`,
      () => `${a} - INTERVAL '1' MINUTE`,
      () => `COALESCE(${a}, ${dice.pick(LITERALS[kind])})`,
      () => `FLOOR(${a} TO ${dice.pick(['MINUTE', 'HOUR', 'DAY'])})`,
    ])
  }
}
