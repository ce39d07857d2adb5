import type { TypeSyntax } from '../../sql/ast.ts'

const SHORT: ReadonlyMap<string, string> = new Map([
  ['INT', 'INTEGER'],
  ['DEC', 'DECIMAL'],
  ['NUMERIC', 'DECIMAL'],
])

/** A type of one word as the validator writes it; undefined where it writes more. */
export function simpleTypeName(type: TypeSyntax): string | undefined {
  const composite = type.qualified ?? type.interval ?? type.element ?? type.fields ?? type.texts ?? type.key
  if (composite !== undefined || type.nullable !== undefined) return undefined
  const args = type.args.length === 0 ? '' : `(${type.args.join(', ')})`
  return (SHORT.get(type.name) ?? type.name) + args
}
