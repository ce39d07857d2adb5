import { STRING } from '../../../types/construct-type.ts'
import { decimalText } from '../../../types/decimal.ts'
import { doubleText, floatText } from '../../../types/java-number.ts'
import type { LogicalType } from '../../../types/logical-type.ts'
import { isApproximate, isCharacter, isConstructed } from '../../../types/type-family.ts'
import { replaceLoneSurrogates } from '../../../types/utf8.ts'
import type { Hybrid, Value } from '../../../types/value.ts'
import { isoTimestampText } from '../../../types/value-text.ts'
import { RunFailure } from '../../run-failure.ts'
import type { Argument, ScalarFunction } from '../declaration.ts'
import { refuseTypes, scalar, unsupportedCall } from '../define.ts'
import { IllegalFormat, parseFormat, type Specifier } from './format-specifier.ts'

// PRINTF as `String.format` of Java; a format that Java refuses gives NULL.

function format(pattern: string, values: readonly Value[], types: readonly LogicalType[]): string {
  let out = ''
  let ordinary = 0
  let last = -1
  for (const part of parseFormat(pattern)) {
    if (typeof part === 'string') out += part
    else if (part.conversion === 'n') out += '\n'
    else if (part.conversion === '%') out += pad('%', part)
    else {
      const { flags, index } = part
      const position = flags.includes('<') ? last : index !== undefined ? index - 1 : ordinary++
      if (position < 0 || position >= values.length) throw new IllegalFormat(part.conversion)
      last = position
      out += formatValue(values[position] ?? null, types[position] as LogicalType, part)
    }
  }
  return replaceLoneSurrogates(out)
}

function pad(text: string, { width = 0, flags }: Specifier): string {
  return flags.includes('-') ? text.padEnd(width) : text.padStart(width)
}

function formatValue(value: Value, type: LogicalType, spec: Specifier): string {
  const { conversion, precision } = spec
  const lower = conversion.charAt(0).toLowerCase()
  const upper = conversion.charAt(0) !== lower
  const finish = (text: string): string => pad(upper ? text.toUpperCase() : text, spec)
  if (lower === 'b')
    return finish(cut(value === null ? 'false' : type.kind === 'BOOLEAN' ? String(value) : 'true', precision))
  if (value === null) return finish(cut('null', precision))
  switch (lower) {
    case 's':
      return finish(cut(textOf(value, type), precision))
    case 'c':
      return finish(characterOf(value, type))
    case 'd':
    case 'o':
    case 'x': {
      if (widthOf(type) === undefined) throw new IllegalFormat(conversion)
      const text = wholeNumber(value as Hybrid, type, spec)
      return upper ? text.toUpperCase() : text
    }
    case 'e':
    case 'f':
    case 'g': {
      if (!isApproximate(type)) throw new IllegalFormat(conversion)
      const text = floatingNumber(value as number, spec)
      return upper ? text.toUpperCase() : text
    }
    case 'a':
      if (!isApproximate(type)) throw new IllegalFormat(conversion)
      break
    case 't':
      // a long is an instant in milliseconds, nothing else is a time to Java
      if (widthOf(type) !== 64) throw new IllegalFormat(conversion)
  }
  throw new RunFailure('Unsupported', `PRINTF conversion %${conversion}`)
}

const cut = (text: string, precision: number | undefined): string =>
  precision === undefined ? text : text.slice(0, precision)

/** `toString` of the object that holds the value. */
function textOf(value: Exclude<Value, null>, type: LogicalType): string {
  switch (type.kind) {
    case 'FLOAT':
      return floatText(value as number)
    case 'DOUBLE':
      return doubleText(value as number)
    case 'DECIMAL':
      return decimalText(value as Hybrid, type.scale)
    case 'TIMESTAMP':
    case 'TIMESTAMP_LTZ':
      return localDateTimeText(value as Hybrid, type.precision)
    case 'BINARY':
    case 'VARBINARY':
      // the name and the place of a Java object
      throw new RunFailure('Unsupported', 'PRINTF of bytes')
    default:
      return String(value)
  }
}

/** `LocalDateTime.toString`: no seconds when they are zero, the fraction in groups of three. */
function localDateTimeText(value: Hybrid, precision: number): string {
  const [date, time = ''] = isoTimestampText(value, precision).split(' ')
  const [clock = '', fraction = ''] = time.split('.')
  const digits = fraction.padEnd(9, '0').replace(/(?:000)+$/, '')
  if (digits !== '') return `${date}T${clock}.${digits}`
  return `${date}T${clock.endsWith(':00') ? clock.slice(0, -3) : clock}`
}

function characterOf(value: Exclude<Value, null>, type: LogicalType): string {
  const width = widthOf(type)
  if (width === undefined || width === 64 || (value as number) < 0 || (value as number) > 0x10ffff)
    throw new IllegalFormat('c')
  return String.fromCodePoint(value as number)
}

/** The bits of the whole number that holds a value: Flink holds days, times of day and intervals in such too. */
const widthOf = ({ kind }: LogicalType): number | undefined => BITS[kind]

const BITS: Readonly<Partial<Record<LogicalType['kind'], number>>> = {
  TINYINT: 8,
  SMALLINT: 16,
  INT: 32,
  DATE: 32,
  TIME: 32,
  INTERVAL_YEAR_MONTH: 32,
  BIGINT: 64,
  INTERVAL_DAY_SECOND: 64,
}

function wholeNumber(value: Hybrid, type: LogicalType, spec: Specifier): string {
  const n = BigInt(value)
  if (spec.conversion === 'd') return signed(n < 0n, grouped((n < 0n ? -n : n).toString(), spec), spec)
  if (/[(+ ]/.test(spec.flags)) throw new IllegalFormat(spec.flags)
  const radix = spec.conversion === 'o' ? 8 : 16
  const digits = BigInt.asUintN(widthOf(type) ?? 64, n).toString(radix)
  return zeroPadded(`${spec.flags.includes('#') ? (radix === 8 ? '0' : '0x') : ''}${digits}`, spec)
}

const grouped = (digits: string, { flags }: Specifier): string =>
  flags.includes(',') ? digits.replace(/\B(?=(?:\d{3})+(?!\d))/g, ',') : digits

function signed(negative: boolean, digits: string, spec: Specifier): string {
  const { flags } = spec
  if (negative) return zeroPadded(flags.includes('(') ? `(${digits})` : `-${digits}`, spec)
  return zeroPadded(`${flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : ''}${digits}`, spec)
}

function zeroPadded(text: string, spec: Specifier): string {
  const { flags, width } = spec
  if (!flags.includes('0')) return pad(text, spec)
  const [, sign = '', digits = ''] = /^([-+( ]?(?:0x)?)([\s\S]*)$/.exec(text) ?? []
  return sign + digits.padStart((width ?? 0) - sign.length, '0')
}

function floatingNumber(value: number, spec: Specifier): string {
  const negative = value < 0 || Object.is(value, -0)
  if (!Number.isFinite(value))
    return pad(
      Number.isNaN(value) ? 'NaN' : signed(negative, 'Infinity', { ...spec, flags: spec.flags.replace('0', '') }),
      spec,
    )
  const precision = spec.precision ?? 6
  const magnitude = Math.abs(value)
  const kind = spec.conversion.toLowerCase()
  if (kind === 'e') return signed(negative, scientific(magnitude, precision), spec)
  if (kind === 'f') return signed(negative, fixed(magnitude, precision, spec), spec)
  return signed(negative, general(magnitude, precision === 0 ? 1 : precision, spec), spec)
}

/** Rounded HALF_UP on the digits that Java prints. */
function roundedDigits(magnitude: number, scale: number): string {
  const match = /^(\d+)\.(\d+)(?:E(-?\d+))?$/.exec(doubleText(magnitude))
  const [, whole = '0', fraction = '0', exponent = '0'] = match ?? []
  const shift = fraction.length - Number(exponent) - scale
  const all = BigInt(whole + fraction)
  if (shift <= 0) return (all * 10n ** BigInt(-shift)).toString()
  const unit = 10n ** BigInt(shift)
  return ((all + unit / 2n) / unit).toString()
}

function fixed(magnitude: number, precision: number, spec: Specifier): string {
  const digits = roundedDigits(magnitude, precision).padStart(precision + 1, '0')
  const whole = grouped(digits.slice(0, digits.length - precision), spec)
  return precision === 0 ? whole : `${whole}.${digits.slice(-precision)}`
}

/** Which of the two forms it takes is decided by the rounded number. */
function general(magnitude: number, digits: number, spec: Specifier): string {
  const rounded = scientific(magnitude, digits - 1)
  const exponent = magnitude === 0 ? 0 : Number(rounded.split('e')[1])
  return exponent < -4 || exponent >= digits ? rounded : fixed(magnitude, digits - 1 - exponent, spec)
}

function scientific(magnitude: number, precision: number): string {
  let exponent = magnitude === 0 ? 0 : Number(magnitude.toExponential().split('e')[1])
  let digits = roundedDigits(magnitude, precision - exponent)
  if (digits.length > precision + 1) {
    exponent++
    digits = digits.slice(0, -1)
  }
  digits = digits.padEnd(precision + 1, '0')
  const mantissa = precision === 0 ? digits : `${digits[0]}.${digits.slice(1)}`
  return `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`
}

export const printfFunctions: readonly ScalarFunction[] = [
  scalar({
    name: 'PRINTF',
    category: 'string',
    docs: [
      'PRINTF(format[, value]*)',
      "PRINTF('%05d', 42)",
      'Values put into a text by a Java format.',
      '按 Java 格式串格式化。',
    ],
    infer: (args) => {
      const [pattern, ...values] = args
      if (!pattern || !(isCharacter(pattern.type) || pattern.type.kind === 'NULL')) return refuseTypes('PRINTF', args)
      if (values.some((v: Argument) => isConstructed(v.type))) return unsupportedCall('PRINTF of a collection')
      return { ok: true, type: STRING }
    },
    implement: ({ args }) => {
      const types = args.slice(1).map((a) => a.type)
      return {
        nulls: 'called',
        apply: (pattern: string | null, ...values: Value[]) => {
          if (pattern === null) return null
          try {
            return format(pattern, values, types)
          } catch (error) {
            if (error instanceof IllegalFormat) return null
            throw error
          }
        },
      }
    },
  }),
]
