import type { Diagnostic } from '../../sql/diagnostic.ts'
import { positionAt } from '../../sql/span.ts'
import { toJson } from '../../types/json-form.ts'
import type { LogicalType } from '../../types/logical-type.ts'
import { type RowKind, rowKindText } from '../../types/row-kind.ts'
import { typeText } from '../../types/type-text.ts'
import type { Value } from '../../types/value.ts'
import type { RunListener } from '../run-types.ts'
import { longOfWatermark, MAX_WATERMARK } from '../runtime/watermark.ts'

export interface NamedColumn {
  readonly name: string
  readonly type: LogicalType
}

/** Prints the outcome of one case: a JSON object a line, as the recorded outcomes of Flink have it. */
export class CasePrinter implements RunListener {
  readonly #id: string
  readonly #print: (line: string) => void
  readonly #statements: readonly string[]
  readonly #types = new Map<string, readonly LogicalType[]>()

  constructor(id: string, statements: readonly string[], print: (line: string) => void) {
    this.#id = id
    this.#statements = statements
    this.#print = print
  }

  /** The columns that rows of a sink are printed by. */
  expectSink(sink: string, columns: readonly NamedColumn[]): void {
    this.#types.set(
      sink,
      columns.map((column) => column.type),
    )
  }

  schema(statement: number, sink: string, columns: readonly NamedColumn[]): void {
    this.#line(statement, { type: 'schema', sink, columns: columnsJson(columns) })
  }

  row(statement: number, sink: string, step: string, kind: RowKind, values: readonly Value[]): void {
    const types = this.#types.get(sink) ?? []
    const row = types.map((type, i) => toJson(values[i] ?? null, type))
    this.#line(statement, { type: 'row', sink, step, kind: rowKindText(kind), row })
  }

  watermark(statement: number, sink: string, step: string, time: number): void {
    // A number of 64 bits goes in by hand: it may have more digits than JSON.stringify writes.
    const value = time === MAX_WATERMARK ? '"MAX"' : String(longOfWatermark(time))
    const line = JSON.stringify({ case: this.#id, stmt: statement, type: 'watermark', sink, step })
    this.#print(`${line.slice(0, -1)},"value":${value}}`)
  }

  late(statement: number, operator: string, _node: number, dropped: number): void {
    this.#line(statement, { type: 'late', operator, dropped })
  }

  result(statement: number, columns: readonly NamedColumn[], rows: readonly (readonly Value[])[]): void {
    const cell = (value: Value) => (value === null || typeof value === 'boolean' ? value : String(value))
    this.#line(statement, { type: 'result', columns: columnsJson(columns), rows: rows.map((row) => row.map(cell)) })
  }

  error(statement: number, diagnostic: Diagnostic, errorClass: string): void {
    const { phase, unsupported } = diagnostic
    const message =
      unsupported === undefined ? diagnostic.message : `${unsupported} (${this.#place(statement, diagnostic)})`
    this.#line(statement, { type: 'error', phase, class: errorClass, message })
  }

  done(statement: number, status: 'ok' | 'error'): void {
    this.#line(statement, { type: 'done', status })
  }

  #place(statement: number, { span }: Diagnostic): string {
    const { line, column } = positionAt(this.#statements[statement] ?? '', span.start)
    return `line ${line}, column ${column}`
  }

  #line(statement: number, rest: object): void {
    this.#print(JSON.stringify({ case: this.#id, stmt: statement, ...rest }))
  }
}

function columnsJson(columns: readonly NamedColumn[]) {
  return columns.map(({ name, type }) => ({ name, type: typeText(type) }))
}
