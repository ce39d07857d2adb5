import type { BindEnvironment } from '../engine/bind/environment.ts'
import type { Catalog } from '../engine/catalog/catalog.ts'
import type { BoundExpr } from '../engine/expr/bound.ts'
import { findFunctions } from '../engine/functions/registry.ts'
import type { Value } from '../types/value.ts'

/** What the binder needs to say what names mean: constants only as they are written, so that no code is generated. */
export function createBindEnvironment(catalog: Catalog, config: ReadonlyMap<string, string>): BindEnvironment {
  return {
    catalog,
    config,
    zone: config.get('table.local-time-zone') ?? 'UTC',
    lookup: findFunctions,
    constant: writtenConstant,
    commonTables: new Map(),
    expanding: [],
  }
}

function writtenConstant(expr: BoundExpr): Value {
  if (expr.kind === 'constant') return expr.value
  return expr.kind === 'cast' ? writtenConstant(expr.operand) : null
}
