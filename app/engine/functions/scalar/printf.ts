import { STRING } from '../../../types/construct-type.ts'
import { decimalText } from '../../../types/decimal.ts'
import { doubleText, floatText } from '../../../types/java-number.ts'
import type { LogicalType } from '../../../types/logical-type.ts'
import { isApproximate, isCharacter, isConstructed, isInteger } from '../../../types/type-family.ts'
import type { Hybrid, Value } from '../../../types/value.ts'
import { isoTimestampText } from '../../../types/value-text.ts'
import { RunFailure } from '../../run-failure.ts'
import type { Argument, ScalarFunction } from '../declaration.ts'
import { refuseTypes, scalar, unsupportedCall } from '../define.ts'

// PRINTF as `String.format` of Java; a format that Java refuses gives NULL.

class IllegalFormat extends Error {}

const SPECIFIER = /%(?:(\d+)\$)?([-#+ 0,(<]*)(\d+)?(?:\.(\d+))?([tT]?[a-zA-Z%])/g

interface Specifier {
  readonly flags: string
  readonly width: number | undefined
  readonly precision: number | undefined
  readonly conversion: string
}

function format(pattern: string, values: readonly Value[], types: readonly LogicalType[]): string {
  let out = ''
  let at = 0
  let ordinary = 0
  let last = -1
  for (const match of pattern.matchAll(SPECIFIER)) {
    const [whole, index, flags = '', width, precision, conversion = ''] = match
    const literal = pattern.slice(at, match.index)
    if (literal.includes('%')) throw new IllegalFormat(literal)
    out += literal
    at = match.index + whole.length
    const spec: Specifier = {
      flags,
      width: width === undefined ? undefined : Number(width),
      precision: precision === undefined ? undefined : Number(precision),
      conversion,
    }
    if (conversion === 'n') out += '\n'
    else if (conversion === '%') out += pad('%', spec)
    else {
      const position = flags.includes('<') ? last : index !== undefined ? Number(index) - 1 : ordinary++
      if (position < 0 || position >= values.length) throw new IllegalFormat(whole)
      last = position
      out += formatValue(values[position] ?? null, types[position] as LogicalType, spec)
    }
  }
  const tail = pattern.slice(at)
  if (tail.includes('%')) throw new IllegalFormat(tail)
  return out + tail
}

function pad(text: string, { width, flags }: Specifier): string {
  if (flags.includes('-')) {
    if (width === undefined) throw new IllegalFormat('-')
    return text.padEnd(width)
  }
  return width === undefined ? text : text.padStart(width)
}

/** Combinations of flags that Java refuses, whatever the value. */
function checkFlags({ flags, width, precision }: Specifier, lower: string): void {
  const bad = (letters: string): void => {
    for (const flag of letters) if (flags.includes(flag)) throw new IllegalFormat(flag)
  }
  if (width === undefined) bad('-0')
  if (flags.includes('-')) bad('0')
  if (flags.includes('+')) bad(' ')
  if ('sbh'.includes(lower)) bad('+ 0,(#')
  if (lower === 'c') bad('+ 0,(#')
  if (lower === 'd') bad('#')
  if (lower === 'o' || lower === 'x') bad(',')
  if (lower === 'e') bad(',')
  if (lower === 'g') bad('#')
  if ('cdox'.includes(lower) && precision !== undefined) throw new IllegalFormat('.')
}

function formatValue(value: Value, type: LogicalType, spec: Specifier): string {
  const { conversion, precision } = spec
  const lower = conversion.toLowerCase()
  checkFlags(spec, lower)
  const upper = conversion !== lower
  const finish = (text: string): string => pad(upper ? text.toUpperCase() : text, spec)
  if (lower.startsWith('t') || lower === 'h' || lower === 'a') {
    if (value !== null && lower.startsWith('t')) throw new IllegalFormat(conversion)
    throw new RunFailure('Unsupported', `PRINTF conversion %${conversion}`)
  }
  if (lower === 'b')
    return finish(cut(value === null ? 'false' : type.kind === 'BOOLEAN' ? String(value) : 'true', precision))
  if (value === null) return finish(cut('null', 'sdoxefgc'.includes(lower) ? precision : undefined))
  switch (lower) {
    case 's':
      return finish(cut(textOf(value, type), precision))
    case 'c':
      return finish(characterOf(value, type))
    case 'd':
    case 'o':
    case 'x':
      if (!isInteger(type) || (conversion !== lower && lower !== 'x')) throw new IllegalFormat(conversion)
      return upper ? wholeNumber(value as Hybrid, type, spec).toUpperCase() : wholeNumber(value as Hybrid, type, spec)
    case 'e':
    case 'f':
    case 'g':
      if (!isApproximate(type) || conversion === 'F') throw new IllegalFormat(conversion)
      return upper ? floatingNumber(value as number, spec).toUpperCase() : floatingNumber(value as number, spec)
    default:
      throw new IllegalFormat(conversion)
  }
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
  if (type.kind === 'BIGINT' || !isInteger(type) || (value as number) < 0) throw new IllegalFormat('c')
  return String.fromCodePoint(value as number)
}

const BITS: Readonly<Record<string, number>> = { TINYINT: 8, SMALLINT: 16, INT: 32, BIGINT: 64 }

function wholeNumber(value: Hybrid, type: LogicalType, spec: Specifier): string {
  const n = BigInt(value)
  if (spec.conversion === 'd') return signed(n < 0n, grouped((n < 0n ? -n : n).toString(), spec), spec)
  if (/[(+ ]/.test(spec.flags)) throw new IllegalFormat(spec.flags)
  const radix = spec.conversion === 'o' ? 8 : 16
  const digits = BigInt.asUintN(BITS[type.kind] ?? 64, n).toString(radix)
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
  if (width === undefined) throw new IllegalFormat('0')
  const [, sign = '', digits = ''] = /^([-+( ]?(?:0x)?)([\s\S]*)$/.exec(text) ?? []
  return sign + digits.padStart(width - sign.length, '0')
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
  const digits = precision === 0 ? 1 : precision
  if (magnitude !== 0 && (magnitude < 1e-4 || magnitude >= 10 ** digits))
    return signed(negative, scientific(magnitude, digits - 1), spec)
  const whole = magnitude === 0 ? 1 : Math.floor(Math.log10(magnitude)) + 1
  return signed(negative, fixed(magnitude, Math.max(digits - whole, 0), spec), spec)
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
