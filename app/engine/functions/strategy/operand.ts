import { supportsImplicitCast } from '../../../types/castability.ts'
import { INT, nullable } from '../../../types/construct-type.ts'
import type { LogicalType } from '../../../types/logical-type.ts'
import { isBinary, isCharacter, isInteger, isInterval, isNumeric, isTimestamp } from '../../../types/type-family.ts'
import type { Argument } from '../declaration.ts'

/** What a function takes at one place: the name of the family, its test, and the cast that it asks for. */
export interface Operand {
  readonly text: string
  accepts(argument: Argument): boolean
  cast?(type: LogicalType): LogicalType | undefined
}

const family = (text: string, test: (type: LogicalType) => boolean): Operand => ({
  text,
  accepts: ({ type }) => test(type),
})

export const CHARACTER = family('<CHARACTER>', isCharacter)
export const BINARY_STRING = family('<BINARY>', isBinary)
export const NUMERIC = family('<NUMERIC>', isNumeric)
export const INTEGER = family('<INTEGER>', isInteger)
export const BOOLEAN_OPERAND = family('<BOOLEAN>', (t) => t.kind === 'BOOLEAN')
export const TIMESTAMP_OPERAND = family('<TIMESTAMP>', isTimestamp)
export const INTERVAL_OPERAND = family('<DATETIME_INTERVAL>', isInterval)

/** Whatever goes into the type without loss; arguments are cast to it. Intervals are no numbers. */
export const castTo = (type: LogicalType, text = `<${type.kind}>`): Operand => ({
  text,
  accepts: (argument) =>
    argument.type.kind !== 'NULL' &&
    !(isNumeric(type) && isInterval(argument.type)) &&
    supportsImplicitCast(nullable(argument.type), nullable(type)),
  cast: (from) => (from.kind === type.kind && !('length' in from) ? undefined : type),
})

/**
 * A whole number that becomes an int of Java. The validator lets a BIGINT pass, but the code that Flink makes of it
 * does not compile (see `uncompilableLong`).
 */
export const JAVA_INT: Operand = {
  text: '<INTEGER>',
  accepts: ({ type }) => isInteger(type),
  cast: (type) => (type.kind === 'INT' || type.kind === 'BIGINT' ? undefined : INT),
}

export const oneOf = (...operands: readonly Operand[]): Operand => ({
  text: operands.map((o) => o.text).join(' | '),
  accepts: (argument) => operands.some((o) => o.accepts(argument)),
  cast: (type) => operands.find((o) => o.accepts({ type }))?.cast?.(type),
})
