import { withNullable, withoutTime } from '../../../types/construct-type.ts'
import type { LogicalType } from '../../../types/logical-type.ts'
import type { Argument } from '../declaration.ts'

/** The type of a call from its arguments. */
export type Result = (args: readonly Argument[]) => LogicalType

export const someNullable = (args: readonly Argument[]): boolean => args.some((a) => a.type.nullable)

/** The type, nullable as soon as an argument is. */
export const nullableIfArgs =
  (type: LogicalType): Result =>
  (args) =>
    withNullable(type, someNullable(args))
export const alwaysNullable =
  (type: LogicalType): Result =>
  () =>
    withNullable(type, true)
export const neverNull =
  (type: LogicalType): Result =>
  () =>
    withNullable(type, false)

/** The type of an argument, nullable as soon as any argument is. */
export const typeOfArgument =
  (index: number): Result =>
  (args) =>
    withNullable(withoutTime((args[index] as Argument).type), someNullable(args))
