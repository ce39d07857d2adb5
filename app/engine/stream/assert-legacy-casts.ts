import { unsupported } from '../../sql/diagnostic.ts'
import { STRING } from '../../types/construct-type.ts'
import { isApproximate, isCharacter, isInteger, isNumeric } from '../../types/type-family.ts'
import { sameIgnoringNullability, typeText } from '../../types/type-text.ts'
import type { BoundExpr } from '../expr/bound.ts'
import type { Sink } from './node.ts'

type Cast = BoundExpr & { readonly kind: 'cast' }

/** Under the legacy behaviour of casts only those are taken that are known to give what Flink gives. */
export function assertLegacyCasts(sinks: readonly Sink[]): void {
  const seen = new Set<unknown>()
  for (const sink of sinks) visit(sink, seen)
}

function visit(value: unknown, seen: Set<unknown>): void {
  if (typeof value !== 'object' || value === null || seen.has(value)) return
  seen.add(value)
  if (isCast(value) && !isKnown(value)) {
    const what = `${typeText(value.operand.type)} to ${typeText(value.type)}`
    throw unsupported(`a cast of ${what} under table.exec.legacy-cast-behaviour = ENABLED`, value.span)
  }
  for (const child of Object.values(value)) visit(child, seen)
}

const isCast = (value: object): value is Cast => 'kind' in value && value.kind === 'cast' && 'operand' in value

function isKnown({ mode, operand: { type: from }, type: to }: Cast): boolean {
  if (isCharacter(from) && isNumeric(to)) return mode === 'try'
  const plain = isInteger(from) || isApproximate(from)
  return plain && (isInteger(to) || isApproximate(to) || sameIgnoringNullability(to, STRING))
}
