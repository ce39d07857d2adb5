import { must } from '../../base/assert.ts'
import type { QualifiedName } from '../../sql/ast.ts'
import type { ColumnElement, OtherStatement } from '../../sql/ast-statement.ts'
import { sqlError } from '../../sql/diagnostic.ts'
import { BOOLEAN, nullable, STRING } from '../../types/construct-type.ts'
import type { LogicalType } from '../../types/logical-type.ts'
import { typeText } from '../../types/type-text.ts'
import type { Value } from '../../types/value.ts'
import { type CatalogEntry, quotedPath } from '../catalog/catalog.ts'
import type { CatalogTable } from '../catalog/table.ts'
import type { BoundExpr } from '../expr/bound.ts'
import type { BindEnvironment } from './environment.ts'
import { columnText } from './implicit-casts.ts'
import { likeFilter } from './like-filter.ts'
import { nameOf } from './name-of.ts'
import type { BoundStatement } from './statement-result.ts'

const DESCRIPTION = [
  { name: 'name', type: STRING },
  { name: 'type', type: STRING },
  { name: 'null', type: BOOLEAN },
  { name: 'key', type: STRING },
  { name: 'extras', type: STRING },
  { name: 'watermark', type: STRING },
]
const COMMENT = { name: 'comment', type: STRING }

/** DESCRIBE and SHOW COLUMNS: a row a column; the comments only where there are any. */
export function describe(statement: OtherStatement, env: BindEnvironment): BoundStatement {
  const entry = described(nameOf(statement), env)
  const isWanted = likeFilter(statement)
  const all = entry.kind === 'table' ? tableColumns(entry) : viewColumns(entry)
  const commented = all.some((c) => c.comment !== null)
  const columns = all.filter((c) => isWanted(c.name))
  const rows = columns.map(({ name, type, key, extras, watermark, comment }): readonly Value[] => {
    const row = [name, typeText(nullable(type)), type.nullable, key, extras, watermark]
    return commented ? [...row, comment] : row
  })
  return { kind: 'result', columns: commented ? [...DESCRIPTION, COMMENT] : DESCRIPTION, rows }
}

function described(name: QualifiedName, env: BindEnvironment): CatalogEntry {
  const path = env.catalog.path(name)
  const entry = env.catalog.find(path)
  if (entry !== undefined) return entry
  const message = `Tables or views with the identifier '${quotedPath(path)}' doesn't exist.`
  throw sqlError('plan', 'describe-missing', message, name.span)
}

interface DescribedColumn {
  readonly name: string
  readonly type: LogicalType
  readonly key: string | null
  readonly extras: string | null
  readonly watermark: string | null
  readonly comment: string | null
}

const plain = { key: null, extras: null, watermark: null, comment: null }

const viewColumns = (view: CatalogEntry): readonly DescribedColumn[] =>
  view.columns.map(({ name, type }) => ({ ...plain, name, type }))

function tableColumns(table: CatalogTable): readonly DescribedColumn[] {
  const { elements } = table.definition
  const key = table.primaryKey.map((k) => must(table.columns[k], 'key column').name)
  const watermark = elements.find((e) => e.kind === 'watermark')
  return table.columns.map(({ name, type, expr }, index): DescribedColumn => {
    const element = must(elements.find((e): e is ColumnElement => e.kind === 'column' && e.name.name === name))
    const isRowtime = table.watermark?.column === index
    return {
      name,
      type: isRowtime ? ({ ...type, time: 'rowtime' } as LogicalType) : type,
      key: key.includes(name) ? `PRI(${key.join(', ')})` : null,
      extras: extrasOf(element, expr),
      watermark: isRowtime && watermark !== undefined ? columnText(watermark.expr, table.watermark.expr) : null,
      comment: element.comment ?? null,
    }
  })
}

/** What stands behind the name of a column that is not physical, in Flink's words. */
function extrasOf({ form, expr, metadata }: ColumnElement, bound: BoundExpr | undefined): string | null {
  if (form === 'computed') return `AS ${columnText(must(expr, 'expression'), bound)}`
  if (form === 'physical') return null
  const from = metadata?.key === undefined ? '' : ` FROM '${metadata.key}'`
  return `METADATA${from}${metadata?.virtual ? ' VIRTUAL' : ''}`
}
