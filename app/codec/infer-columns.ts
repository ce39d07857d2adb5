import type { CsvForm } from './csv/csv-reader.ts'
import { scanCsv } from './csv/scan-csv.ts'
import { isJsonArray, isJsonObject, type JsonNode, JsonNumber } from './json/json-node.ts'
import { ndjsonObjects } from './ndjson.ts'
import { readDate, readTimestamp } from './temporal-reader.ts'

// Types for columns from what stands in them. Each value gives a guess, guesses join to the narrowest
// type that holds them all, and what does not fit together is a STRING.

export interface InferredColumn {
  readonly name: string
  /** Flink type text. */
  readonly type: string
}

/** Rows that are looked at. */
const SAMPLE = 10_000

type Guess =
  | { readonly kind: 'nothing' | 'BOOLEAN' | 'BIGINT' | 'DOUBLE' | 'DATE' | 'STRING' }
  | { readonly kind: 'DECIMAL'; readonly digits: number; readonly scale: number }
  | { readonly kind: 'TIMESTAMP' | 'TIMESTAMP_LTZ'; readonly precision: number }
  | { readonly kind: 'ARRAY'; readonly element: Guess }
  | { readonly kind: 'ROW'; readonly fields: ReadonlyMap<string, Guess> }

const NOTHING: Guess = { kind: 'nothing' }
const STRING: Guess = { kind: 'STRING' }

/** Columns from the text of a file that comes in whole records. */
export interface ColumnInference {
  /** False when it has seen enough. */
  take(text: string): boolean
  columns(): readonly InferredColumn[]
}

export function inferNdjsonColumns(): ColumnInference {
  let row: ReadonlyMap<string, Guess> = new Map()
  let count = 0
  return {
    take(text) {
      for (const { object } of ndjsonObjects(text, () => undefined)) {
        row = joinFields(row, new Map([...object].map(([name, node]) => [name, guessNode(node)])))
        if (++count >= SAMPLE) return false
      }
      return true
    },
    columns: () => [...row].map(([name, guess]) => ({ name, type: guessText(guess) })),
  }
}

export function inferCsvColumns(form: CsvForm): ColumnInference {
  let names: readonly string[] | undefined
  const guesses: Guess[] = []
  let count = 0
  return {
    take(text) {
      for (const { cells } of scanCsv(text, form.delimiter, () => undefined)) {
        if (names === undefined) {
          names = form.header ? cells.map((cell) => cell.text.trim()) : cells.map((_cell, index) => `f${index}`)
          if (form.header) continue
        }
        cells.forEach((cell, index) => {
          const guess = cell.text === '' ? NOTHING : guessPlain(cell.text)
          guesses[index] = join(guesses[index] ?? NOTHING, guess)
        })
        if (++count >= SAMPLE) return false
      }
      return true
    },
    columns: () =>
      distinctNames(names ?? []).map((name, index) => ({ name, type: guessText(guesses[index] ?? NOTHING) })),
  }
}

/** Empty names and repeated ones get a number. */
function distinctNames(names: readonly string[]): readonly string[] {
  const taken = new Set<string>()
  return names.map((name, index) => {
    const base = name === '' ? `f${index}` : name
    let distinct = base
    for (let number = 2; taken.has(distinct); number++) distinct = `${base}_${number}`
    taken.add(distinct)
    return distinct
  })
}

const WHOLE = /^-?(?:0|[1-9]\d*)$/
const FRACTION = /^-?(?:0|[1-9]\d*)\.(\d+)$/
const FLOATING = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/

function guessNode(node: JsonNode): Guess {
  if (node === null) return NOTHING
  if (typeof node === 'boolean') return { kind: 'BOOLEAN' }
  if (typeof node === 'string') return guessTime(node)
  if (node instanceof JsonNumber) return WHOLE.test(node.text) ? guessWhole(node.text) : { kind: 'DOUBLE' }
  if (isJsonArray(node)) return { kind: 'ARRAY', element: node.map(guessNode).reduce(join, NOTHING) }
  if (isJsonObject(node))
    return { kind: 'ROW', fields: new Map([...node].map(([name, value]) => [name, guessNode(value)])) }
  return STRING
}

function guessWhole(text: string): Guess {
  const digits = text.replace('-', '').length
  if (digits <= 18) return { kind: 'BIGINT' }
  return digits <= 38 ? { kind: 'DECIMAL', digits, scale: 0 } : STRING
}

/** Leading zeros are part of a code, not of a number. */
function guessPlain(text: string): Guess {
  if (WHOLE.test(text)) return guessWhole(text)
  const scale = FRACTION.exec(text)?.[1]?.length
  const digits = text.replace(/[-.]/g, '').length
  if (scale !== undefined && digits <= 38) return { kind: 'DECIMAL', digits, scale }
  if (FLOATING.test(text)) return { kind: 'DOUBLE' }
  return /^(?:true|false)$/i.test(text) ? { kind: 'BOOLEAN' } : guessTime(text)
}

function guessTime(text: string): Guess {
  if (readDate(text) !== undefined) return { kind: 'DATE' }
  const zoned = text.endsWith('Z')
  if (readTimestamp(text, 9, zoned, 'SQL') === undefined) return STRING
  const digits = (text.split('.')[1] ?? '').replace('Z', '').length
  return { kind: zoned ? 'TIMESTAMP_LTZ' : 'TIMESTAMP', precision: digits <= 3 ? 3 : digits <= 6 ? 6 : 9 }
}

function join(a: Guess, b: Guess): Guess {
  if (a.kind === 'nothing') return b
  if (b.kind === 'nothing') return a
  if (a.kind === 'ARRAY' && b.kind === 'ARRAY') return { kind: 'ARRAY', element: join(a.element, b.element) }
  if (a.kind === 'ROW' && b.kind === 'ROW') return { kind: 'ROW', fields: joinFields(a.fields, b.fields) }
  if ('precision' in a && 'precision' in b && a.kind === b.kind)
    return { kind: a.kind, precision: Math.max(a.precision, b.precision) }
  if (isNumber(a) && isNumber(b)) return joinNumbers(a, b)
  return a.kind === b.kind ? a : STRING
}

const isNumber = (guess: Guess): boolean =>
  guess.kind === 'BIGINT' || guess.kind === 'DOUBLE' || guess.kind === 'DECIMAL'

/** Amounts have the same number of digits behind the point in every row; measurements have not. */
function joinNumbers(a: Guess, b: Guess): Guess {
  if (a.kind === 'DECIMAL' && b.kind === 'DECIMAL' && a.scale === b.scale)
    return { kind: 'DECIMAL', digits: Math.max(a.digits, b.digits), scale: a.scale }
  return a.kind === b.kind && a.kind !== 'DECIMAL' ? a : { kind: 'DOUBLE' }
}

function joinFields(a: ReadonlyMap<string, Guess>, b: ReadonlyMap<string, Guess>): ReadonlyMap<string, Guess> {
  const joined = new Map(a)
  for (const [name, guess] of b) joined.set(name, join(joined.get(name) ?? NOTHING, guess))
  return joined
}

const quoted = (name: string): string => `\`${name.replaceAll('`', '``')}\``

function guessText(guess: Guess): string {
  switch (guess.kind) {
    case 'nothing':
      return 'STRING'
    case 'DECIMAL':
      return `DECIMAL(${Math.min(38, Math.max(10, guess.digits + 2))}, ${guess.scale})`
    case 'TIMESTAMP':
    case 'TIMESTAMP_LTZ':
      return `${guess.kind}(${guess.precision})`
    case 'ARRAY':
      return `ARRAY<${guessText(guess.element)}>`
    case 'ROW':
      return guess.fields.size === 0
        ? 'STRING'
        : `ROW<${[...guess.fields].map(([name, field]) => `${quoted(name)} ${guessText(field)}`).join(', ')}>`
    default:
      return guess.kind
  }
}
