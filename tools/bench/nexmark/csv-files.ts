import { appendFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { StreamPlan } from '../../../app/engine/stream/node.ts'
import type { Value } from '../../../app/types/value.ts'
import { textFunction } from '../../../app/types/value-text.ts'

const FLUSH = 64 * 1024

/** The filesystem sink as q10 uses it: CSV, a folder per value of the last two columns. */
export class CsvFiles {
  readonly #folder: string
  readonly #names: readonly string[]
  readonly #texts: readonly ((value: Exclude<Value, null>) => string)[]
  readonly #open = new Map<string, string>()

  /** Undefined where the plan's sink writes no files. */
  static of(plan: StreamPlan): CsvFiles | undefined {
    const [sink] = plan.sinks
    if (sink?.table?.options.get('connector') !== 'filesystem') return undefined
    return new CsvFiles(fileURLToPath(sink.table.options.get('path') ?? ''), sink.columns)
  }

  private constructor(folder: string, columns: StreamPlan['sinks'][number]['columns']) {
    this.#folder = folder
    this.#names = columns.map(({ name }) => name)
    this.#texts = columns.map(({ type }) => textFunction(type, 'UTC'))
  }

  write(values: readonly Value[]): void {
    const last = values.length - 2
    let line = ''
    for (let i = 0; i < last; i++) line += `${i > 0 ? ',' : ''}${this.#cell(values[i] ?? null, i)}`
    const part = `${this.#names[last]}=${values[last]}/${this.#names[last + 1]}=${values[last + 1]}`
    const text = `${this.#open.get(part) ?? ''}${line}\n`
    this.#open.set(part, text.length > FLUSH ? '' : text)
    if (text.length > FLUSH) this.#append(part, text)
  }

  close(): void {
    for (const [part, text] of this.#open) this.#append(part, text)
  }

  #cell(value: Value, column: number): string {
    if (value === null) return ''
    const text = (this.#texts[column] as (value: Exclude<Value, null>) => string)(value)
    return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  }

  #append(part: string, text: string): void {
    mkdirSync(join(this.#folder, part), { recursive: true })
    appendFileSync(join(this.#folder, part, 'part-0.csv'), text)
  }
}
