import { must } from '../../base/assert.ts'
import type { OtherStatement, StatementClause, TableElement } from '../../sql/ast-statement.ts'
import { sqlError, unsupported } from '../../sql/diagnostic.ts'
import { type ObjectPath, quotedPath } from '../catalog/catalog.ts'
import type { CatalogTable, TableDefinition } from '../catalog/table.ts'
import { addElements, modifyElements } from './alter-columns.ts'
import { alterFailure } from './alter-failure.ts'
import type { Session } from './bind-statement.ts'
import { defineTable } from './create-table.ts'
import { dropElements, renameColumn } from './drop-columns.ts'
import type { BindEnvironment } from './environment.ts'
import { nameOf, says } from './name-of.ts'
import { type BoundStatement, done } from './statement-result.ts'

/** ALTER TABLE: the definition changes, and the table is made anew from it. */
export function alterTable(statement: OtherStatement, env: BindEnvironment, session: Session): BoundStatement {
  const name = nameOf(statement)
  const path = env.catalog.path(name)
  const table = env.catalog.find(path)
  if (table?.kind !== 'table' || env.catalog.isTemporary(table)) {
    if (table === undefined && says(statement, 'IF EXISTS')) return done
    const message = `Table ${quotedPath(path)} doesn't exist or is a temporary table.`
    throw sqlError('parse', 'table-missing', message, name.span)
  }
  const { definition, options, newPath } = changes(table, statement, env)
  const moved = newPath !== table.path
  if (moved && env.catalog.find(newPath as ObjectPath) !== undefined) {
    const message = `Table (or view) ${newPath[1]}.${newPath[2]} already exists in Catalog ${newPath[0]}.`
    throw sqlError('plan', 'table-exists', message, statement.span)
  }
  const declaration = { ...definition, options, path: newPath, span: table.span }
  const altered = defineTable(declaration, env, session.overrides.get(table.name))
  if (moved) env.catalog.drop(path, false)
  env.catalog.put(altered, false)
  return done
}

interface Changes {
  readonly definition: TableDefinition
  readonly options: ReadonlyMap<string, string>
  readonly newPath: readonly string[]
}

function changes(table: CatalogTable, statement: OtherStatement, env: BindEnvironment): Changes {
  const same: Changes = { definition: table.definition, options: table.options, newPath: table.path }
  const withElements = (elements: readonly TableElement[]): Changes => ({
    ...same,
    definition: { ...same.definition, elements },
  })
  assertKnownKind(statement)
  switch (statement.verb) {
    case 'ALTER TABLE RENAME': {
      const names = statement.clauses.filter((c) => c.kind === 'name').map((c) => c.name)
      const [from, to] = names
      if (to !== undefined) return withElements(renameColumn(table, must(from, 'column'), to, statement))
      return { ...same, newPath: newPathOf(must(from, 'name').parts, env) }
    }
    case 'ALTER TABLE SET': {
      const added = statement.clauses.flatMap((c) => (c.kind === 'options' ? c.options : []))
      return { ...same, options: new Map([...table.options, ...added.map((o): [string, string] => [o.key, o.value])]) }
    }
    case 'ALTER TABLE RESET':
      return { ...same, options: withoutOptions(table, statement) }
    case 'ALTER TABLE ADD':
      return withElements(addElements(table.definition.elements, elementsOf(statement)))
    case 'ALTER TABLE MODIFY':
      return withElements(modifyElements(table.definition.elements, elementsOf(statement), statement))
    default:
      return withElements(dropElements(table, statement))
  }
}

/** Partitions and distributions are for connectors that are not here. */
function assertKnownKind(statement: OtherStatement): void {
  const foreign = statement.clauses.find((c) => c.kind === 'words' && /PARTITION|DISTRIBUTION/.test(c.text))
  if (foreign?.kind === 'words') throw unsupported(`${statement.verb} ${foreign.text}`, statement.span)
}

const elementsOf = (statement: OtherStatement): readonly TableElement[] =>
  statement.clauses.flatMap((c) => (c.kind === 'elements' ? c.elements : []))

function newPathOf(parts: readonly { readonly name: string }[], env: BindEnvironment): readonly string[] {
  const { catalog, database } = env.catalog.namespace
  const names = parts.map((p) => p.name)
  return [names.at(-3) ?? catalog, names.at(-2) ?? database, names.at(-1) ?? '']
}

function withoutOptions(table: CatalogTable, statement: OtherStatement): ReadonlyMap<string, string> {
  const isKey = (c: StatementClause): c is StatementClause & { kind: 'string' } => c.kind === 'string'
  const keys = statement.clauses.filter(isKey).map((c) => c.text)
  if (keys.length === 0) throw alterFailure('ALTER TABLE RESET does not support empty key', statement.span)
  if (keys.includes('connector'))
    throw alterFailure("ALTER TABLE RESET does not support changing 'connector'", statement.span)
  return new Map([...table.options].filter(([key]) => !keys.includes(key)))
}
