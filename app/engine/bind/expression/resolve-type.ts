import type { TypeSyntax } from '../../../sql/ast.ts'
import { unsupported } from '../../../sql/diagnostic.ts'
import type { LogicalType } from '../../../types/logical-type.ts'

/** A type as written → the logical type, with Flink's defaults and limits. `nullable` applies where the author wrote neither NULL nor NOT NULL. */
export function resolveType(
  syntax: TypeSyntax,
  namedType?: (name: string) => LogicalType | undefined,
  _nullable = true,
): LogicalType {
  const named = namedType?.(syntax.name)
  if (named) return named
  throw unsupported(`type ${syntax.name}`, syntax.span)
}
