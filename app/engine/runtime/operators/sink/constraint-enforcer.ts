import type { RowKind } from '../../../../types/row-kind.ts'
import type { Value } from '../../../../types/value.ts'
import type { Getter, Predicate, Row } from '../../../row.ts'
import { RunFailure } from '../../../run-failure.ts'
import type { Operator, OperatorContext, Output } from '../../operator.ts'

export interface ConstraintEnforcerSpec {
  readonly toValues: (row: Row) => readonly Value[]
  readonly toRow: (values: readonly Value[]) => Row
  /** Whether one of the columns of `notNull` is NULL. */
  readonly hasNull: Predicate
  readonly notNull: readonly { readonly read: Getter<Value>; readonly name: string }[]
  /** What happens to a row with NULL in a NOT NULL column. */
  readonly onNull: 'ERROR' | 'DROP'
  readonly lengths: readonly LengthConstraint[]
  readonly onLength: 'TRIM_PAD' | 'ERROR'
}
export interface LengthConstraint {
  readonly index: number
  readonly name: string
  readonly length: number
  /** CHAR and BINARY: shorter values are padded. */
  readonly fixed: boolean
}

/** Checks what a sink's columns declare: NOT NULL and, where asked, the lengths of texts and bytes. */
export class ConstraintEnforcer implements Operator {
  readonly #spec: ConstraintEnforcerSpec
  readonly #hasNull: Predicate
  /** There is nothing to fit. */
  readonly #fits: boolean
  #out!: Output

  constructor(spec: ConstraintEnforcerSpec) {
    this.#spec = spec
    this.#hasNull = spec.hasNull
    this.#fits = spec.lengths.length === 0
  }

  open(context: OperatorContext): void {
    this.#out = context.out
  }

  push(_input: number, kind: RowKind, row: Row): void {
    if (this.#hasNull(row)) {
      if (this.#spec.onNull === 'DROP') return
      const column = this.#spec.notNull.find(({ read }) => read(row) === null)
      throw new RunFailure('TableException', nullMessage(column?.name ?? ''))
    }
    this.#out.push(kind, this.#fits ? row : this.#fit(row))
  }

  /** The same row where every value fits. */
  #fit(row: Row): Row {
    const values = this.#spec.toValues(row)
    let fitted: Value[] | undefined
    for (const constraint of this.#spec.lengths) {
      const value = values[constraint.index] as Value
      if (fits(value, constraint)) continue
      if (this.#spec.onLength === 'ERROR') throw new RunFailure('TableException', lengthMessage(constraint.name))
      fitted ??= [...values]
      fitted[constraint.index] = resize(value, constraint)
    }
    return fitted === undefined ? row : this.#spec.toRow(fitted)
  }
}

function fits(value: Value, { length, fixed }: LengthConstraint): boolean {
  // Flink's enforcer takes the length of NULL, and the job fails.
  if (value === null) throw new RunFailure('NullPointerException', 'the length of NULL')
  const actual = typeof value === 'string' ? [...value].length : (value as Uint8Array).length
  return fixed ? actual === length : actual <= length
}

function resize(value: Value, { length }: LengthConstraint): Value {
  if (typeof value === 'string') {
    const characters = [...value]
    return characters.length > length
      ? characters.slice(0, length).join('')
      : value + ' '.repeat(length - characters.length)
  }
  const resized = new Uint8Array(length)
  resized.set((value as Uint8Array).subarray(0, length))
  return resized
}

function nullMessage(column: string): string {
  return `Column '${column}' is NOT NULL, however, a null value is being written into it. You can set job configuration 'table.exec.sink.not-null-enforcer'='DROP' to suppress this exception and drop such records silently.`
}

function lengthMessage(column: string): string {
  return `Column '${column}' has a value whose length does not conform to its type. You can set job configuration 'table.exec.sink.type-length-enforcer'='TRIM_PAD' to trim and pad such values.`
}
