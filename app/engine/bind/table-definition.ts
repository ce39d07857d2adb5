import type { CreateTable, TableElement } from '../../sql/ast-statement.ts'
import { sqlError } from '../../sql/diagnostic.ts'
import type { Span } from '../../sql/span.ts'
import type { CatalogColumn, TableDefinition } from '../catalog/table.ts'

/** The definition as the statement writes it. */
export function writtenDefinition({ elements, comment, partitionedBy, distribution }: CreateTable): TableDefinition {
  return {
    elements: elements ?? [],
    ...(comment !== undefined && { comment }),
    partitionedBy: partitionedBy?.map((c) => c.name) ?? [],
    ...(distribution && { distribution: { ...distribution, columns: distribution.columns.map((c) => c.name) } }),
  }
}

export function definitionOf({ elements, comment, partitionedBy, distribution }: TableDefinition): TableDefinition {
  return {
    elements,
    ...(comment !== undefined && { comment }),
    partitionedBy,
    ...(distribution && { distribution }),
  }
}

/** A key makes its columns NOT NULL for good, also when it is dropped later. */
export function withKeyNotNull(definition: TableDefinition, key: readonly string[]): TableDefinition {
  const elements = definition.elements.map((element): TableElement => {
    if (element.kind !== 'column' || element.type === undefined || !key.includes(element.name.name)) return element
    return { ...element, type: { ...element.type, nullable: false } }
  })
  return { ...definition, elements }
}

/** Partitions and buckets are made of physical columns. */
export function assertStoredTogether(
  { partitionedBy, distribution }: TableDefinition,
  columns: readonly CatalogColumn[],
  span: Span,
): void {
  const physical = columns.filter((c) => c.form === 'physical').map((c) => c.name)
  const available = `must reference a physical column in the schema. Available columns are: [${physical.join(', ')}]`
  for (const name of partitionedBy) {
    if (physical.includes(name)) continue
    throw sqlError('parse', 'partition-key', `Invalid partition key '${name}'. A partition key ${available}`, span)
  }
  for (const name of distribution?.columns ?? []) {
    if (physical.includes(name)) continue
    const message = `Invalid bucket key '${name}'. A bucket key for a distribution ${available}`
    throw sqlError('parse', 'bucket-key', message, span)
  }
  if (distribution?.buckets !== undefined && distribution.buckets < 1) {
    const message = `Invalid bucket count '${distribution.buckets}'. The number of buckets for a distributed table must be at least 1.`
    throw sqlError('parse', 'bucket-count', message, span)
  }
}
