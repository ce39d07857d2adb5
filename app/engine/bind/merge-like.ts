import { must } from '../../base/assert.ts'
import type {
  ColumnElement,
  ConstraintElement,
  CreateTable,
  TableElement,
  WatermarkElement,
} from '../../sql/ast-statement.ts'
import { type SqlError, sqlError, unsupported } from '../../sql/diagnostic.ts'
import type { Catalog } from '../catalog/catalog.ts'
import type { CatalogTable, TableDefinition } from '../catalog/table.ts'
import { writtenDefinition } from './table-definition.ts'

type Merge = 'INCLUDING' | 'EXCLUDING' | 'OVERWRITING'
type Feature = 'CONSTRAINTS' | 'GENERATED' | 'METADATA' | 'OPTIONS' | 'PARTITIONS' | 'WATERMARKS' | 'DISTRIBUTION'

export interface MergedTable {
  readonly definition: TableDefinition
  readonly options: ReadonlyMap<string, string>
}

type Like = NonNullable<CreateTable['like']>

/** CREATE TABLE … LIKE: the base table's elements, then the new ones, as the merging strategies say. */
export function mergeLike(create: CreateTable, like: Like, catalog: Catalog): MergedTable {
  const base = baseTable(like, catalog)
  const strategy = strategies(like)
  const added = create.elements ?? []
  const kept = base.definition.elements.filter((e) => keeps(e, strategy))
  const elements = [...mergeColumns(kept, added, strategy), ...mergeConstraints(kept, added, strategy)]
  return {
    definition: { ...mergeStorage(base.definition, writtenDefinition(create), like, strategy), elements },
    options: mergeOptions(base, create, strategy('OPTIONS')),
  }
}

/**
 * Partitions and distribution of the base table, excluded or not, where there are no own ones; two declarations of them
 * need EXCLUDING. The comment stays behind.
 */
function mergeStorage(
  base: TableDefinition,
  own: TableDefinition,
  like: Like,
  strategy: (feature: Feature) => Merge,
): TableDefinition {
  const clash = (feature: Feature): boolean => strategy(feature) !== 'EXCLUDING'
  if (own.partitionedBy.length > 0 && base.partitionedBy.length > 0 && clash('PARTITIONS')) {
    const message = 'The base table already has partitions defined. You might want to specify EXCLUDING PARTITIONS.'
    throw conflict(message, like)
  }
  if (own.distribution !== undefined && base.distribution !== undefined && clash('DISTRIBUTION')) {
    const message =
      'The base table already has a distribution defined. You might want to specify EXCLUDING DISTRIBUTION.'
    throw conflict(message, like)
  }
  const distribution = own.distribution ?? base.distribution
  return {
    ...own,
    partitionedBy: own.partitionedBy.length > 0 ? own.partitionedBy : base.partitionedBy,
    ...(distribution && { distribution }),
  }
}

function baseTable(like: Like, catalog: Catalog): CatalogTable {
  const entry = catalog.find(catalog.path(like.source))
  const name = like.source.parts.map((p) => p.name).join('.')
  if (entry === undefined)
    throw conflict(`Source table '${name}' of the LIKE clause not found in the catalog`, like.source)
  if (entry.kind === 'view') throw conflict(`Source table '${name}' of the LIKE clause can not be a VIEW.`, like.source)
  return entry
}

const conflict = (message: string, at: { readonly span: TableElement['span'] }): SqlError =>
  sqlError('parse', 'like-conflict', message, at.span)

const OVERWRITABLE: ReadonlySet<string> = new Set(['GENERATED', 'METADATA', 'OPTIONS', 'WATERMARKS'])

function strategies(like: Like): (feature: Feature) => Merge {
  for (const [i, { feature, merge, span }] of like.options.entries()) {
    if (like.options.findIndex((o) => o.feature === feature) !== i)
      throw conflict('Each like option feature can be declared only once.', { span })
    if (merge === 'OVERWRITING' && !OVERWRITABLE.has(feature))
      throw conflict(`Illegal merging strategy 'OVERWRITING' for '${feature}' option.`, { span })
  }
  const chosen = new Map(like.options.map((o) => [o.feature, o.merge]))
  const all = chosen.get('ALL')
  return (feature) => chosen.get(feature) ?? all ?? (feature === 'OPTIONS' ? 'OVERWRITING' : 'INCLUDING')
}

function keeps(element: TableElement, strategy: (feature: Feature) => Merge): boolean {
  switch (element.kind) {
    case 'constraint':
      return strategy('CONSTRAINTS') !== 'EXCLUDING'
    case 'watermark':
      return strategy('WATERMARKS') !== 'EXCLUDING'
    case 'column':
      if (element.form === 'computed') return strategy('GENERATED') !== 'EXCLUDING'
      return element.form === 'physical' || strategy('METADATA') !== 'EXCLUDING'
  }
}

function mergeColumns(
  kept: readonly TableElement[],
  added: readonly TableElement[],
  strategy: (feature: Feature) => Merge,
): readonly ColumnElement[] {
  const columns = kept.filter(isColumn).map((c) => (strategy('CONSTRAINTS') === 'EXCLUDING' ? bare(c) : c))
  for (const column of added.filter(isColumn)) {
    const name = column.name.name
    const index = columns.findIndex((c) => c.name.name === name)
    if (index < 0) {
      columns.push(column)
      continue
    }
    const present = must(columns[index], 'column')
    const feature = column.form === 'computed' ? 'GENERATED' : 'METADATA'
    const overwrites = present.form === column.form && strategy(feature) === 'OVERWRITING'
    if (column.form === 'physical' || present.form === 'physical' || !overwrites)
      throw conflict(`A column named '${name}' already exists in the base table.`, column)
    columns[index] = column
  }
  return columns
}

/** The column without a PRIMARY KEY of its own. */
function bare(column: ColumnElement): ColumnElement {
  const { constraint: _, ...rest } = column
  return rest
}

function mergeConstraints(
  kept: readonly TableElement[],
  added: readonly TableElement[],
  strategy: (feature: Feature) => Merge,
): readonly TableElement[] {
  const ownKey = added.some((e) => isConstraint(e) || (isColumn(e) && e.constraint !== undefined))
  const baseKey = kept.find((e) => isConstraint(e) || (isColumn(e) && e.constraint !== undefined))
  if (ownKey && baseKey !== undefined) {
    const message = 'The base table already has a primary key. You might want to specify EXCLUDING CONSTRAINTS.'
    throw conflict(message, added.find((e) => isConstraint(e)) ?? baseKey)
  }
  const own = added.filter(isWatermark)
  const base = kept.filter(isWatermark)
  for (const watermark of own) {
    const column = watermark.column.parts.map((p) => p.name).join('.')
    const same = base.some((w) => w.column.parts.map((p) => p.name).join('.') === column)
    if (same && strategy('WATERMARKS') !== 'OVERWRITING') {
      const hint = 'You might want to specify EXCLUDING WATERMARKS or OVERWRITING WATERMARKS.'
      throw conflict(
        `There already exists a watermark spec for column '${column}' in the base table. ${hint}`,
        watermark,
      )
    }
  }
  const watermarks = own.length > 0 ? own : base
  if (own.length > 0 && base.length > 0 && own[0]?.column.parts.at(-1)?.name !== base[0]?.column.parts.at(-1)?.name)
    throw unsupported('LIKE with a second watermark', must(own[0]).span)
  return [...kept.filter(isConstraint), ...added.filter(isConstraint), ...watermarks]
}

function mergeOptions(base: CatalogTable, create: CreateTable, merge: Merge): ReadonlyMap<string, string> {
  const own = create.options.map((o): [string, string] => [o.key, o.value])
  if (merge === 'EXCLUDING') return new Map(own)
  for (const option of merge === 'INCLUDING' ? create.options : []) {
    const present = base.options.get(option.key)
    if (present !== undefined) {
      const hint = 'You might want to specify EXCLUDING OPTIONS or OVERWRITING OPTIONS.'
      throw conflict(
        `There already exists an option ['${option.key}' -> '${present}']  in the base table. ${hint}`,
        option,
      )
    }
  }
  return new Map([...base.options, ...own])
}

const isColumn = (e: TableElement): e is ColumnElement => e.kind === 'column'
const isConstraint = (e: TableElement): e is ConstraintElement => e.kind === 'constraint'
const isWatermark = (e: TableElement): e is WatermarkElement => e.kind === 'watermark'
