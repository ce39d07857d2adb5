import type { OtherStatement } from '../../sql/ast-statement.ts'
import { sqlError } from '../../sql/diagnostic.ts'
import { supportsImplicitCast } from '../../types/castability.ts'
import type { LogicalType } from '../../types/logical-type.ts'
import { isNumeric } from '../../types/type-family.ts'
import { typeText } from '../../types/type-text.ts'
import { type CatalogEntry, quotedPath } from '../catalog/catalog.ts'
import type { BindEnvironment } from './environment.ts'
import { bindExpression } from './expression/bind-expression.ts'
import { plainContext } from './expression-context.ts'
import { nameOf } from './name-of.ts'
import { RelationScope } from './scope.ts'

/** UPDATE and DELETE are validated like any other statement, and then refused: a stream cannot run them. */
export function refuseUpdate(statement: OtherStatement, env: BindEnvironment): never {
  const name = nameOf(statement)
  const entry = env.catalog.find(env.catalog.path(name))
  if (entry === undefined) {
    const text = name.parts.map((p) => p.name).join('.')
    throw sqlError('parse', 'table-not-found', `Object '${text}' not found`, name.span)
  }
  assertValid(statement, entry, env)
  const verb = statement.verb.split(' ')[0]
  throw sqlError('plan', 'streaming-only', `${verb} statement is not supported for streaming mode now.`, statement.span)
}

export function refuseTruncate(statement: OtherStatement, env: BindEnvironment): never {
  const name = nameOf(statement)
  const path = env.catalog.path(name)
  if (env.catalog.find(path) === undefined) {
    const message = `Cannot find table '${quotedPath(path)}' in any of the catalogs [default_catalog], nor as a temporary table.`
    throw sqlError('parse', 'table-not-found', message, name.span)
  }
  const message = 'TRUNCATE TABLE statement is not supported in streaming mode.'
  throw sqlError('plan', 'streaming-only', message, statement.span)
}

/** SET column = value, … WHERE condition. */
function assertValid(statement: OtherStatement, { name, columns }: CatalogEntry, env: BindEnvironment): void {
  const { clauses } = statement
  const set = clauses.findIndex((c) => c.kind === 'words' && c.text === 'SET')
  const alias = clauses.slice(0, Math.max(set, 0)).find((c) => c.kind === 'name')
  const known = alias?.name.parts[0]?.name ?? name
  const scope = new RelationScope([{ name: known, columns, offset: 0 }], { inTable: true })
  const assigned = new Set<string>()
  let target: { readonly name: string; readonly type: LogicalType } | undefined
  for (const clause of clauses.slice(set + 1)) {
    if (clause.kind === 'name' && set >= 0) {
      const column = clause.name.parts.at(-1)?.name ?? ''
      target = columns.find((c) => c.name === column)
      if (target === undefined)
        throw sqlError('parse', 'update-column', `Unknown target column '${column}'`, clause.span)
      if (assigned.has(column))
        throw sqlError('parse', 'update-column', `Target column '${column}' is assigned more than once`, clause.span)
      assigned.add(column)
    }
    if (clause.kind !== 'expr') continue
    const { type } = bindExpression(clause.expr, scope, plainContext(env, 'WHERE'))
    if (target !== undefined && !isAssignable(type, target.type)) {
      const message = `Cannot assign to target field '${target.name}' of type ${typeText(target.type)} from source field of type ${typeText(type)}`
      throw sqlError('parse', 'update-type', message, clause.span)
    }
    target = undefined
  }
}

const isAssignable = (from: LogicalType, to: LogicalType): boolean =>
  supportsImplicitCast(from, { ...to, nullable: true }) || (isNumeric(from) && isNumeric(to))
