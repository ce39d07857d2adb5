import { en } from './en.ts'
import { zh } from './zh.ts'

export type Language = 'en' | 'zh'
export type MessageKey = keyof typeof en

/** The names of the blanks of a text: 'of {a} and {b}' has 'a' and 'b'. */
type Blanks<S extends string> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Blanks<Rest> : never
export type ParamsOf<K extends MessageKey> = Readonly<Record<Blanks<(typeof en)[K]>, string | number>>
type ArgsOf<K extends MessageKey> = [Blanks<(typeof en)[K]>] extends [never] ? [] : [params: ParamsOf<K>]

/** Keys of texts without blanks: for titles and labels, which are known by key alone. */
export type PlainKey = { [K in MessageKey]: [Blanks<(typeof en)[K]>] extends [never] ? K : never }[MessageKey]

/** A text that is turned into words where it is shown, so that it follows the language. */
export interface Message {
  readonly key: MessageKey
  readonly params?: Readonly<Record<string, string | number>>
}

/** A message whose blanks the compiler checks. */
export function message<K extends MessageKey>(key: K, ...[params]: ArgsOf<K>): Message {
  return params === undefined ? { key } : { key, params }
}

export interface Translate {
  <K extends MessageKey>(key: K, ...args: ArgsOf<K>): string
  readonly language: Language
  message(message: Message): string
  number(value: number): string
  /** Time of day, with seconds. */
  time(millis: number): string
  /** Date and time with the zone, for tooltips. */
  dateTime(millis: number): string
  duration(milliseconds: number): string
  bytes(count: number): string
}

const dictionaries: Readonly<Record<Language, Readonly<Record<MessageKey, string>>>> = { en, zh }
const locales: Readonly<Record<Language, string>> = { en: 'en-US', zh: 'zh-CN' }

export function createTranslate(language: Language): Translate {
  const locale = locales[language]
  const numbers = new Intl.NumberFormat(locale)
  const plurals = new Intl.PluralRules(locale)
  const times = new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hour12: false,
  })
  const dates = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'long', hour12: false })
  const oneDigit = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })

  const format = (key: MessageKey, params: Readonly<Record<string, string | number>> = {}): string => {
    const forms = dictionaries[language][key].split('|')
    const count = params['count']
    const isOne = typeof count === 'number' && plurals.select(count) === 'one'
    const text = (isOne ? forms[0] : forms.at(-1)) ?? ''
    return text.replace(/\{(\w+)\}/g, (blank, name: string) => {
      const value = params[name]
      if (value === undefined) return blank
      return typeof value === 'number' ? numbers.format(value) : value
    })
  }
  return Object.assign(<K extends MessageKey>(key: K, ...[params]: ArgsOf<K>): string => format(key, params), {
    language,
    message: (text: Message) => format(text.key, text.params),
    number: (value: number) => numbers.format(value),
    time: (millis: number) => times.format(millis),
    dateTime: (millis: number) => dates.format(millis),
    duration: (milliseconds: number) =>
      milliseconds < 1_000
        ? `${numbers.format(Math.round(milliseconds))} ms`
        : `${oneDigit.format(milliseconds / 1_000)} s`,
    bytes: (count: number) => formatBytes(count, oneDigit),
  })
}

function formatBytes(count: number, digits: Intl.NumberFormat): string {
  const units = ['B', 'KB', 'MB', 'GB']
  let value = count
  let unit = 0
  while (value >= 1_000 && unit < units.length - 1) {
    value /= 1_000
    unit++
  }
  return `${digits.format(value)} ${units[unit]}`
}

/** The language for a preference; 'system' follows the browser. */
export function languageFor(preference: Language | 'system', system: string): Language {
  if (preference !== 'system') return preference
  return system.toLowerCase().startsWith('zh') ? 'zh' : 'en'
}
