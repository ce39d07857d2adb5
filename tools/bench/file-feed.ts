import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { CsvReader } from '../../app/codec/csv/csv-reader.ts'
import { decodeOptions } from '../../app/codec/decode-options.ts'
import type { RowProblem } from '../../app/codec/decoded-rows.ts'
import type { Wanted } from '../../app/codec/json/scanned-field.ts'
import { NdjsonReader } from '../../app/codec/ndjson-reader.ts'
import type { RowReader } from '../../app/codec/row-reader.ts'
import { textChunks } from '../../app/codec/text-chunks.ts'
import { feedColumns } from '../../app/engine/case/case-events.ts'
import type { CatalogTable } from '../../app/engine/catalog/table.ts'
import type { FeedEvent } from '../../app/engine/run-types.ts'
import type { StreamPlan, TableSourceScan } from '../../app/engine/stream/node.ts'
import { type FieldReads, readFields } from '../../app/engine/stream/traits/read-fields.ts'
import type { Value } from '../../app/types/value.ts'

/** What the filesystem tables of a plan hold, one file after the other, the smallest first. */
export function* fileFeed(plan: StreamPlan): Generator<FeedEvent> {
  const reads = readFields(plan)
  for (const { table, scans, file } of filesOf(plan)) {
    const wanted = wantedOf(table, scans, reads)
    const { name } = table
    const rows = new FileRows(table, file, wanted)
    for (let values = rows.next(); values !== undefined; values = rows.next())
      yield { kind: 'row', table: name, change: 0, values }
    yield { kind: 'end', table: table.name }
  }
}

interface TableFile {
  readonly table: CatalogTable
  readonly scans: readonly TableSourceScan[]
  readonly file: string
}

function filesOf(plan: StreamPlan): readonly TableFile[] {
  const scans = plan.nodes.filter((node) => node.kind === 'TableSourceScan')
  return [...new Set(scans.map((scan) => scan.table))]
    .map((table) => {
      const file = fileURLToPath(table.options.get('path') ?? '')
      return { table, scans: scans.filter((scan) => scan.table === table), file }
    })
    .sort((a, b) => statSync(a.file).size - statSync(b.file).size)
}

/** By physical column, what any scan of the table reads of it. */
function wantedOf(
  table: CatalogTable,
  scans: readonly TableSourceScan[],
  reads: ReadonlyMap<TableSourceScan, readonly FieldReads[]>,
): readonly Wanted[] {
  return feedColumns(table).map((_, column) =>
    scans.reduce<Wanted>(
      (wanted, scan) => either(wanted, reads.get(scan)?.[scan.fields.indexOf(column)] ?? false),
      false,
    ),
  )
}

function either(a: Wanted, b: Wanted): Wanted {
  if (a === true || b === true) return true
  if (a === false) return b
  if (b === false) return a
  return Array.from({ length: Math.max(a.length, b.length) }, (_, i) => either(a[i] ?? false, b[i] ?? false))
}

class FileRows {
  readonly #reader: RowReader
  readonly #chunks: ReturnType<typeof textChunks>
  readonly #report: (problem: RowProblem) => never

  constructor(table: CatalogTable, file: string, wanted: readonly Wanted[]) {
    const fields = feedColumns(table).map(({ name, type }) => ({ name, type }))
    const options = decodeOptions((key) => table.options.get(key))
    const isCsv = table.options.get('format') === 'csv'
    this.#report = (problem) => {
      throw new Error(`${file}, line ${problem.line}: ${problem.message}`)
    }
    this.#reader = isCsv
      ? new CsvReader({ delimiter: ',', header: false }, fields, options, this.#report)
      : new NdjsonReader(fields, options, this.#report, wanted)
    this.#chunks = textChunks(piecesOf(file), { encoding: 'utf-8', delimiter: isCsv ? ',' : undefined })
  }

  next(): readonly Value[] | undefined {
    for (;;) {
      const row = this.#reader.next()
      if (row !== undefined) return row
      const { done, value } = this.#chunks.next()
      if (done) return value && this.#report(value)
      if (value !== 'wait') this.#reader.open(value)
    }
  }
}

const PIECE = 256 * 1024

function* piecesOf(file: string): Generator<Uint8Array> {
  const descriptor = openSync(file, 'r')
  try {
    for (;;) {
      const piece = Buffer.allocUnsafe(PIECE)
      const size = readSync(descriptor, piece)
      if (size === 0) return
      yield piece.subarray(0, size)
    }
  } finally {
    closeSync(descriptor)
  }
}
