import { supportsImplicitCast } from '../../../../types/castability.ts'
import { commonType } from '../../../../types/common-type.ts'
import { nullable, withNullable } from '../../../../types/construct-type.ts'
import type { ArrayType, LogicalType, MapType } from '../../../../types/logical-type.ts'
import { isCharacter } from '../../../../types/type-family.ts'
import { sameIgnoringNullability } from '../../../../types/type-text.ts'
import type { Argument, Inference } from '../../declaration.ts'
import { refuse } from '../../define.ts'

// What functions on collections share.

export const INVALID: Inference = refuse('Invalid input arguments.')

export const arrayOf = (argument: Argument | undefined): ArrayType | undefined =>
  argument?.type.kind === 'ARRAY' ? argument.type : undefined
export const mapOf = (argument: Argument | undefined): MapType | undefined =>
  argument?.type.kind === 'MAP' ? argument.type : undefined

/** Whether an argument may stand for an element; NULL of no type may. */
export const fitsElement = (argument: Argument, element: LogicalType): boolean =>
  argument.type.kind === 'NULL' || supportsImplicitCast(nullable(argument.type), nullable(element))

/** Whether a value of the element's type may be NULL: once it has been cast to a nullable type, it may. */
export function isNullableAs(argument: Argument, element: LogicalType): boolean {
  const { type } = argument
  const stays = sameIgnoringNullability(type, element) || (isCharacter(type) && element.kind === 'VARCHAR')
  return type.nullable || (element.nullable && !stays)
}

/** The element type that an array takes when a value is put into it. */
export function widenedElement(element: LogicalType, argument: Argument): LogicalType | undefined {
  if (!fitsElement(argument, element)) return undefined
  return withNullable(element, element.nullable || argument.type.nullable || argument.type.kind === 'NULL')
}

/** Arrays of one common type; undefined when there is none. */
export function commonArray(args: readonly Argument[]): LogicalType | undefined {
  if (args.length === 0 || args.some((a) => a.type.kind !== 'ARRAY')) return undefined
  const type = commonType(args.map((a) => a.type))
  return type && args.every((a) => supportsImplicitCast(nullable(a.type), nullable(type))) ? type : undefined
}
