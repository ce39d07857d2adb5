import { CONNECTORS, FORMATS, SETTINGS } from './option-tables.ts'

export interface OptionInfo {
  readonly key: string
  /** What it takes, in words; or its values. */
  readonly takes: string
  readonly values: readonly string[]
  readonly summary: { readonly en: string; readonly zh: string }
}

const FORMAT_KEYS = ['format', 'key.format', 'value.format']

/** Options that a table with these options may have besides. */
export function tableOptions(given: ReadonlyMap<string, string>): readonly OptionInfo[] {
  const connector = given.get('connector')
  const table = connector === undefined ? undefined : CONNECTORS[connector]
  const own = table === undefined ? [] : readTable(table)
  return [CONNECTOR, ...own, ...FORMAT_KEYS.flatMap((key) => formatOptions(key, given.get(key)))]
}

/** `value.format` = 'json' has options that begin with `value.json.`. */
function formatOptions(key: string, format: string | undefined): readonly OptionInfo[] {
  const table = format === undefined ? undefined : FORMATS[format]
  if (table === undefined) return []
  const prefix = key === 'format' ? `${format}.` : `${key.slice(0, -'format'.length)}${format}.`
  return readTable(table).map((option) => ({ ...option, key: prefix + option.key }))
}

export const sessionOptions = (): readonly OptionInfo[] => readTable(SETTINGS)

const CONNECTOR: OptionInfo = {
  key: 'connector',
  takes: 'connector',
  values: Object.keys(CONNECTORS),
  summary: { en: 'What the table reads from or writes to', zh: '表所连接的外部系统' },
}

const read = new Map<string, readonly OptionInfo[]>()

function readTable(table: string): readonly OptionInfo[] {
  const known = read.get(table)
  if (known !== undefined) return known
  const options = table
    .split('\n')
    .filter((line) => line !== '')
    .map((line): OptionInfo => {
      const [key = '', takes = '', en = '', zh = ''] = line.split(' | ')
      return { key, takes, values: valuesOf(takes), summary: { en, zh } }
    })
  read.set(table, options)
  return options
}

/** Words with commas between are values to choose from, a single one says what to write. */
function valuesOf(takes: string): readonly string[] {
  if (takes === 'format') return Object.keys(FORMATS)
  const words = takes.split(', ')
  return words.length > 1 && !takes.includes('…') ? words : []
}
