import { appendFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { StreamPlan } from '../../../app/engine/stream/node.ts'
import type { LogicalType } from '../../../app/types/logical-type.ts'
import type { Value } from '../../../app/types/value.ts'
import { textFunction } from '../../../app/types/value-text.ts'

const FLUSH = 64 * 1024

type Cell = (value: Exclude<Value, null>) => string

/** The filesystem sink as q10 uses it: CSV, a folder per value of the last two columns. */
export class CsvFiles {
  readonly #folder: string
  readonly #names: readonly string[]
  readonly #cells: readonly Cell[]
  readonly #files = new Map<Value, Map<Value, CsvFile>>()

  /** Undefined where the plan's sink writes no files. */
  static of(plan: StreamPlan): CsvFiles | undefined {
    const [sink] = plan.sinks
    if (sink?.table?.options.get('connector') !== 'filesystem') return undefined
    return new CsvFiles(fileURLToPath(sink.table.options.get('path') ?? ''), sink.columns)
  }

  private constructor(folder: string, columns: StreamPlan['sinks'][number]['columns']) {
    this.#folder = folder
    this.#names = columns.map(({ name }) => name)
    this.#cells = columns.map(({ type }) => cellOf(type))
  }

  write(values: readonly Value[]): void {
    const last = values.length - 2
    let line = ''
    for (let i = 0; i < last; i++) {
      const value = values[i] ?? null
      if (i > 0) line += ','
      if (value !== null) line += (this.#cells[i] as Cell)(value)
    }
    this.#file(values[last] ?? null, values[last + 1] ?? null).write(`${line}\n`)
  }

  close(): void {
    for (const files of this.#files.values()) for (const file of files.values()) file.flush()
  }

  #file(outer: Value, inner: Value): CsvFile {
    const known = this.#files.get(outer)?.get(inner)
    if (known !== undefined) return known
    const [outerName, innerName] = this.#names.slice(-2)
    const file = new CsvFile(join(this.#folder, `${outerName}=${outer}`, `${innerName}=${inner}`))
    const files = this.#files.get(outer) ?? new Map<Value, CsvFile>()
    this.#files.set(outer, files.set(inner, file))
    return file
  }
}

class CsvFile {
  readonly #path: string
  #text = ''

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true })
    this.#path = join(folder, 'part-0.csv')
  }

  write(line: string): void {
    this.#text += line
    if (this.#text.length > FLUSH) this.flush()
  }

  flush(): void {
    appendFileSync(this.#path, this.#text)
    this.#text = ''
  }
}

const PLAIN: ReadonlySet<LogicalType['kind']> = new Set(['INT', 'BIGINT', 'DECIMAL', 'BOOLEAN', 'DATE', 'TIMESTAMP'])

function cellOf(type: LogicalType): Cell {
  const text = textFunction(type, 'UTC')
  if (PLAIN.has(type.kind)) return text
  return (value) => {
    const cell = text(value)
    return /[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
  }
}
