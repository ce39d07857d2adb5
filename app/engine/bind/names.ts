import type { Expr, SelectItem } from '../../sql/ast.ts'

/** The name that an item of a select list has by itself; undefined: EXPR$n. */
export function itemName(item: SelectItem): string | undefined {
  return item.alias?.name ?? nameOf(item.expr)
}

function nameOf(expr: Expr): string | undefined {
  if (expr.kind === 'column') return expr.parts.at(-1)?.name
  return expr.kind === 'call' && expr.niladic ? expr.name.parts.at(-1)?.name : undefined
}

/** Names of a result: the second `id` becomes `id0`, as Flink prints it. */
export function uniqueNames(names: readonly string[]): readonly string[] {
  const used: string[] = []
  for (const name of names) used.push(uniqueName(name, used))
  return used
}

export function uniqueName(name: string, used: readonly string[]): string {
  let unique = name
  for (let n = 0; used.includes(unique); n++) unique = `${name}${n}`
  return unique
}
