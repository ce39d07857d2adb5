import type { Match } from './node.ts'

export function matchText({ match, inputs }: Match): readonly string[] {
  const input = inputs[0]?.columns ?? []
  const name = (column: number): string => input[column]?.name ?? `$${column}`
  const keys = match.partitionBy.length === 0 ? [] : [`partitionBy=[${match.partitionBy.map(name).join(', ')}]`]
  const order = match.orderBy.map((key) => `${name(key.index)} ${key.descending ? 'DESC' : 'ASC'}`)
  const variables = match.pattern.map((v) => `${v.name}${quantifier(v.min, v.max)}`)
  const within = match.within === undefined ? [] : [`within=[${match.within} ms]`]
  return [
    ...keys,
    `orderBy=[${order.join(', ')}]`,
    'rowsPerMatch=[ONE ROW PER MATCH]',
    `after=[SKIP ${skipText(match)}]`,
    `pattern=[(${variables.join(' ')})]`,
    ...within,
  ]
}

function quantifier(min: number, max: number | undefined): string {
  if (min === 1 && max === 1) return ''
  return max === undefined ? `{${min}, }` : `{${min}, ${max}}`
}

function skipText({ skip, pattern }: Match['match']): string {
  if (skip.kind === 'FIRST' || skip.kind === 'LAST') return `TO ${skip.kind} ${pattern[skip.variable]?.name ?? ''}`
  return skip.kind === 'NEXT ROW' ? 'TO NEXT ROW' : skip.kind
}
