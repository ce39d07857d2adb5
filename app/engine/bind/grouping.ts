import type { Expr, GroupItem } from '../../sql/ast.ts'
import { sqlError, unsupported } from '../../sql/diagnostic.ts'
import type { Span } from '../../sql/span.ts'

/** GROUP BY as Flink reads it: its expressions in order of first use, and the sets of them. */
export interface Grouping {
  readonly keys: readonly Expr[]
  /** Positions in `keys`. One set unless GROUPING SETS, CUBE or ROLLUP is written. */
  readonly sets: readonly (readonly number[])[]
}

/** `indexOf` finds the key that an expression equals, or adds it. */
export function readGrouping(items: readonly GroupItem[], span: Span, indexOf: (expr: Expr) => number): number[][] {
  let sets: number[][] = [[]]
  for (const item of items) {
    const choices = setsOf(item, indexOf)
    sets = sets.flatMap((set) => choices.map((choice) => union(set, choice)))
    if (sets.length > MAX_SETS) throw unsupported(`more than ${MAX_SETS} grouping sets`, span)
  }
  const texts = sets.map((s) => [...s].sort((a, b) => a - b).join())
  if (new Set(texts).size < sets.length) throw unsupported('repeated grouping set', span)
  return [...sets].sort(inPlannerOrder)
}

/** Each row comes once for each set: Flink's planner puts sets before those that they enclose, and lower keys first. */
function inPlannerOrder(a: readonly number[], b: readonly number[]): number {
  if (b.every((key) => a.includes(key))) return -1
  if (a.every((key) => b.includes(key))) return 1
  const [low, other] = [a, b].map((set) => [...set].sort((x, y) => x - y)) as [number[], number[]]
  const differs = low.findIndex((key, i) => key !== other[i])
  return (low[differs] ?? 0) - (other[differs] ?? 0)
}

const MAX_SETS = 256

const union = (a: readonly number[], b: readonly number[]): number[] => [...a, ...b.filter((k) => !a.includes(k))]

function setsOf(item: GroupItem, indexOf: (expr: Expr) => number): number[][] {
  switch (item.kind) {
    case 'expr':
      return [keysOf(item.expr, indexOf)]
    case 'empty':
      return [[]]
    case 'tuple':
      return [item.items.flatMap((e) => keysOf(e, indexOf))]
    case 'sets': {
      if (item.form === 'GROUPING SETS') return item.items.flatMap((i) => setsOf(i, indexOf))
      const parts = item.items.map((i) => setsOf(i, indexOf))
      const single = parts.map((p) => {
        if (p.length !== 1) throw sqlError('parse', 'grouping', `${item.form} takes expressions`, item.span)
        return p[0] ?? []
      })
      return item.form === 'ROLLUP' ? rollup(single) : cube(single)
    }
  }
}

/** Key positions; they are numbered in order of writing, so the whole list is visited first. */
const keysOf = (expr: Expr, indexOf: (expr: Expr) => number): number[] =>
  expr.kind === 'row' ? expr.items.map(indexOf) : [indexOf(expr)]

/** A key that comes again adds no set. */
function rollup(parts: readonly (readonly number[])[]): number[][] {
  const sets = Array.from({ length: parts.length + 1 }, (_, i) => [...new Set(parts.slice(0, parts.length - i).flat())])
  return sets.filter((set, i) => set.length !== sets[i - 1]?.length)
}

function cube(parts: readonly (readonly number[])[]): number[][] {
  const [first, ...rest] = parts
  if (first === undefined) return [[]]
  const others = cube(rest)
  return [...others.map((o) => [...first, ...o]), ...others]
}
