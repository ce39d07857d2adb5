import { must } from '../../../base/assert.ts'
import type { LogicalType } from '../../../types/logical-type.ts'
import type { SortKey } from '../bound.ts'
import { comparison, equality, isPrimitive } from './compare-values.ts'
import { columnOf } from './row-shape.ts'
import type { SourceUnit } from './source-unit.ts'

/** The body of a comparator of rows `a` and `b`. */
export function comparatorSource(unit: SourceUnit, input: readonly LogicalType[], keys: readonly SortKey[]): string[] {
  const lines = ['return function compare(a, b) {']
  keys.forEach((key, i) => {
    const type = must(input[key.index], 'sort column')
    const [x, y] = [`x${i}`, `y${i}`]
    lines.push(`  const ${x} = ${columnOf('a', key.index)}, ${y} = ${columnOf('b', key.index)}`)
    lines.push(`  if (${x} !== ${y}) {`)
    const [less, greater] = key.nullsFirst ? ['-1', '1'] : ['1', '-1']
    lines.push(`    if (${x} === null) return ${less}`, `    if (${y} === null) return ${greater}`)
    if (isPrimitive(type) && type.kind !== 'CHAR' && type.kind !== 'VARCHAR') {
      lines.push(`    if (${x} < ${y}) return ${key.descending ? 1 : -1}`)
      lines.push(`    if (${x} > ${y}) return ${key.descending ? -1 : 1}`)
    } else {
      const compare = unit.constant(comparison(type))
      const order = key.descending ? `${compare}(${y}, ${x})` : `${compare}(${x}, ${y})`
      lines.push(`    const o${i} = ${order}`, `    if (o${i} !== 0) return o${i}`)
    }
    lines.push('  }')
  })
  lines.push('  return 0', '}')
  return lines
}

/** The body of a function that gives a number for a row. It is never -0, which is no small integer. */
export function leadSource({ index, descending, nullsFirst }: SortKey): string[] {
  return [
    'return function lead(row) {',
    `  const value = ${columnOf('row', index)}`,
    `  if (value === null) return ${nullsFirst ? '-Infinity' : 'Infinity'}`,
    "  const number = typeof value === 'number' ? value : Number(value)",
    `  return ${descending ? '0 - number' : 'number'}`,
    '}',
  ]
}

/** An expression: whether two texts of one type are equal, NULL equal to NULL. */
export function equalText(
  unit: SourceUnit,
  type: LogicalType,
  a: string,
  b: string,
  floats: 'binary' | 'java',
): string {
  const isFloat = type.kind === 'FLOAT' || type.kind === 'DOUBLE'
  if (isPrimitive(type) && !(isFloat && floats === 'binary')) return `${a} === ${b}`
  return `${unit.constant(isFloat ? Object.is : equality(type, floats))}(${a}, ${b})`
}

/** The body of a function that compares the given columns of rows `a` and `b`. */
export function equalSource(
  unit: SourceUnit,
  columns: readonly { readonly index: number; readonly type: LogicalType }[],
  floats: 'binary' | 'java',
): string[] {
  const parts = columns.map(({ index, type }) =>
    equalText(unit, type, columnOf('a', index), columnOf('b', index), floats),
  )
  return [`return function equal(a, b) {`, `  return ${parts.join(' && ') || 'true'}`, '}']
}
