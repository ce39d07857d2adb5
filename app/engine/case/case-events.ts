import { fromJson, type Json, JsonValueError } from '../../types/json-form.ts'
import type { LogicalType } from '../../types/logical-type.ts'
import { INSERT, parseRowKind, type RowKind } from '../../types/row-kind.ts'
import type { Value } from '../../types/value.ts'
import type { CatalogColumn, CatalogTable } from '../catalog/table.ts'
import { RunFailure } from '../run-failure.ts'
import type { FeedEvent } from '../run-types.ts'
import { MAX_WATERMARK, MIN_WATERMARK } from '../runtime/watermark.ts'
import type { CaseEvent } from './engine-case.ts'

const MILLISECONDS: LogicalType = { kind: 'TIMESTAMP', precision: 3, nullable: true }

/**
 * The events of a case in the engine's form, one for one, so that an event's index is its step. Rows are
 * read by the columns of their table; those of tables that the job does not scan are not read at all.
 */
export function* feedEvents(
  events: readonly CaseEvent[],
  scanned: ReadonlyMap<string, CatalogTable>,
  startTime: number,
): Iterable<FeedEvent> {
  let now = startTime
  const columns = new Map([...scanned].map(([name, table]) => [name, feedColumns(table)]))
  for (const event of events) {
    if (event.sleep !== undefined) now += event.sleep
    yield feedEvent(event, columns.get(event.t ?? ''), now)
  }
}

/** What a feed brings of a table's columns: the physical ones, then metadata. */
export function feedColumns(table: CatalogTable): readonly CatalogColumn[] {
  const of = (form: CatalogColumn['form']) => table.columns.filter((column) => column.form === form)
  return [...of('physical'), ...of('metadata')]
}

function feedEvent(event: CaseEvent, columns: readonly CatalogColumn[] | undefined, now: number): FeedEvent {
  const { t: table, partition } = event
  if (table === undefined) return { kind: 'tick', at: now }
  const place = partition === undefined ? { table } : { table, partition }
  if (event.wm !== undefined) return { kind: 'watermark', ...place, time: watermarkTime(event.wm) }
  if (event.idle) return { kind: 'idle', ...place }
  if (event.active) return { kind: 'active', ...place }
  if (event.end) return { kind: 'end', ...place }
  if (event.fail && columns !== undefined) throw new RunFailure('RuntimeException', 'failure injected by the case')
  const values = columns === undefined ? [] : readRow(event.row ?? [], columns)
  return { kind: 'row', ...place, change: changeOf(event.kind), values }
}

function changeOf(kind: string | undefined): RowKind {
  return (kind === undefined ? INSERT : parseRowKind(kind)) ?? INSERT
}

function watermarkTime(json: Json): number {
  if (json === 'MAX') return MAX_WATERMARK
  if (json === 'MIN') return MIN_WATERMARK
  return Number(fromJson(json, MILLISECONDS))
}

function readRow(row: Json, columns: readonly CatalogColumn[]): readonly Value[] {
  const cells = Array.isArray(row)
    ? (row as readonly Json[])
    : columns.map(({ name }) => (row as Readonly<Record<string, Json>>)[name])
  return columns.map(({ name, type }, i) => {
    try {
      return fromJson(cells[i], type)
    } catch (error) {
      if (!(error instanceof JsonValueError)) throw error
      throw new RunFailure('IllegalArgumentException', `column ${name}: ${error.message}`)
    }
  })
}
