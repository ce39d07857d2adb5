import type { BoundExpr } from '../bound.ts'
import { mayFail } from '../may-fail.ts'

/**
 * Whether an AND must be computed with all three values, although only TRUE matters: Flink goes on to the next operand
 * where one is NULL, which shows where that next one fails.
 */
export const goesOnAtNull = (parts: readonly BoundExpr[]): boolean => {
  const open = parts.findIndex((part) => part.type.nullable)
  return open >= 0 && parts.slice(open + 1).some(mayFail)
}

/** The parts of a condition that may be tested one after the other. */
export function testedParts(condition: BoundExpr | undefined): readonly BoundExpr[] {
  if (!condition) return []
  if (condition.kind !== 'logic' || condition.op !== 'AND') return [condition]
  const parts = condition.args.flatMap(conjuncts)
  const open = parts.findIndex((part) => part.type.nullable)
  const last = parts.findLastIndex(mayFail)
  if (open < 0 || last <= open) return parts
  const together = { ...condition, args: parts.slice(open, last + 1) }
  return [...parts.slice(0, open), together, ...parts.slice(last + 1)]
}

const conjuncts = (part: BoundExpr): readonly BoundExpr[] =>
  part.kind === 'logic' && part.op === 'AND' ? part.args.flatMap(conjuncts) : [part]
