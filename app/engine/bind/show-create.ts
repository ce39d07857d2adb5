import { assert, must } from '../../base/assert.ts'
import type { ColumnElement, OtherStatement } from '../../sql/ast-statement.ts'
import { sqlError, unsupported } from '../../sql/diagnostic.ts'
import { quoteName, quoteText } from '../../sql/print-name.ts'
import { STRING } from '../../types/construct-type.ts'
import { type CatalogEntry, quotedPath } from '../catalog/catalog.ts'
import type { CatalogTable } from '../catalog/table.ts'
import type { BindEnvironment } from './environment.ts'
import { columnText } from './implicit-casts.ts'
import { nameOf } from './name-of.ts'
import { serializableType } from './serializable-type.ts'
import type { BoundStatement } from './statement-result.ts'

/** SHOW CREATE TABLE: the statement that would make the table anew, as Flink writes it. */
export function showCreateTable(statement: OtherStatement, env: BindEnvironment): BoundStatement {
  const entry = wanted(statement, 'table', env)
  const table = entry.kind === 'table' ? entry : undefined
  const text = createTableText(must(table, 'table'), env.catalog.isTemporary(entry))
  return { kind: 'result', columns: [{ name: 'result', type: STRING }], rows: [[text]] }
}

/** SHOW CREATE VIEW: in the words of Flink's validator, every name written out. Throws SqlError. */
export function showCreateView(statement: OtherStatement, env: BindEnvironment): BoundStatement {
  const entry = wanted(statement, 'view', env)
  assert(entry.kind === 'view', 'a view')
  const { expanded, comment, columns } = entry
  if (typeof expanded !== 'string') {
    const { message, unsupported: feature } = expanded.diagnostic
    throw unsupported(feature ?? message, statement.span)
  }
  const parts = [
    `CREATE ${env.catalog.isTemporary(entry) ? 'TEMPORARY ' : ''}VIEW ${quotedPath(entry.path)} (`,
    columns.map(({ name }) => `  ${quoteName(name)}`).join(',\n'),
    ')',
    ...(comment === undefined || comment === '' ? [] : [`COMMENT ${quoteText(comment)}`]),
    `AS ${expanded}`,
  ]
  return { kind: 'result', columns: [{ name: 'result', type: STRING }], rows: [[`${parts.join('\n')}\n`]] }
}

function wanted(statement: OtherStatement, kind: CatalogEntry['kind'], env: BindEnvironment): CatalogEntry {
  const name = nameOf(statement)
  const path = env.catalog.path(name)
  const entry = env.catalog.find(path)
  const quoted = quotedPath(path)
  if (entry === undefined) {
    const what = kind === 'table' ? 'Table' : 'View'
    const message = `Could not execute ${statement.verb}. ${what} with identifier ${quoted} does not exist.`
    throw sqlError('plan', 'show-create-missing', message, name.span)
  }
  if (entry.kind !== kind) {
    const message = `${statement.verb} is only supported for ${kind}s, but ${quoted} is a ${entry.kind}. Please use SHOW CREATE ${entry.kind.toUpperCase()} instead.`
    throw sqlError('plan', 'show-create-kind', message, name.span)
  }
  return entry
}

function createTableText(table: CatalogTable, temporary: boolean): string {
  const { comment, distribution, partitionedBy } = table.definition
  const parts = [
    `CREATE ${temporary ? 'TEMPORARY ' : ''}TABLE ${quotedPath(table.path)} (`,
    elementLines(table)
      .map((line) => `  ${line}`)
      .join(',\n'),
    ')',
  ]
  if (comment !== undefined && comment !== '') parts.push(`COMMENT ${quoteText(comment)}`)
  if (distribution !== undefined) parts.push(distributionText(distribution))
  if (partitionedBy.length > 0) parts.push(`PARTITIONED BY (${partitionedBy.map(quoteName).join(', ')})`)
  if (table.options.size > 0) parts.push('WITH (', optionLines(table.options), ')')
  return `${parts.join('\n')}\n`
}

function distributionText({ kind, columns, buckets }: NonNullable<CatalogTable['definition']['distribution']>): string {
  const by = columns.length === 0 ? '' : ` BY ${kind ?? ''}(${columns.map(quoteName).join(', ')})`
  return `DISTRIBUTED${by}${buckets === undefined ? '' : ` INTO ${buckets} BUCKETS`}`
}

function elementLines(table: CatalogTable): readonly string[] {
  const { elements } = table.definition
  const lines = table.columns.map(({ name, type, expr }) => {
    const element = must(elements.find((e): e is ColumnElement => e.kind === 'column' && e.name.name === name))
    const comment =
      element.comment === undefined || element.comment === '' ? '' : ` COMMENT ${quoteText(element.comment)}`
    if (element.form === 'computed')
      return `${quoteName(name)} AS ${columnText(must(element.expr, 'expression'), expr)}${comment}`
    return `${quoteName(name)} ${serializableType(type)}${metadataText(element)}${comment}`
  })
  const watermark = elements.find((e) => e.kind === 'watermark')
  if (watermark !== undefined) {
    const column = watermark.column.parts.map((p) => quoteName(p.name)).join('.')
    lines.push(`WATERMARK FOR ${column} AS ${columnText(watermark.expr, table.watermark?.expr)}`)
  }
  const key = table.primaryKey.map((k) => must(table.columns[k], 'key column').name)
  if (key.length > 0) {
    const name = keyName(table) ?? `PK_${key.join('_')}`
    lines.push(`CONSTRAINT ${quoteName(name)} PRIMARY KEY (${key.map(quoteName).join(', ')}) NOT ENFORCED`)
  }
  return lines
}

/** The name that the key was given. */
export function keyName({ definition }: CatalogTable): string | undefined {
  for (const element of definition.elements) {
    const constraint = element.kind === 'column' ? element.constraint : element
    if (constraint?.kind === 'constraint' && constraint.name !== undefined) return constraint.name.name
  }
  return undefined
}

function metadataText({ form, metadata }: ColumnElement): string {
  if (form !== 'metadata') return ''
  const from = metadata?.key === undefined ? '' : ` FROM ${quoteText(metadata.key)}`
  return ` METADATA${from}${metadata?.virtual ? ' VIRTUAL' : ''}`
}

function optionLines(options: ReadonlyMap<string, string>): string {
  const sorted = [...options].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return sorted.map(([key, value]) => `  ${quoteText(key)} = ${quoteText(value)}`).join(',\n')
}
