import { BOOLEAN, INT, STRING, varbinary, varchar, withNullable } from '../../../types/construct-type.ts'
import { longToInt } from '../../../types/integer.ts'
import { type LogicalType, MAX_LENGTH } from '../../../types/logical-type.ts'
import { isBinary, isCharacter } from '../../../types/type-family.ts'
import { replaceLoneSurrogates } from '../../../types/utf8.ts'
import type { Hybrid, Value } from '../../../types/value.ts'
import { RunFailure } from '../../run-failure.ts'
import type { Argument, ScalarFunction } from '../declaration.ts'
import { type Docs, refuseTypes, type SignatureOptions, scalar, signature, uncompilableLong } from '../define.ts'
import { BINARY_STRING, CHARACTER, INTEGER, JAVA_INT, type Operand, oneOf } from '../strategy/operand.ts'
import { alwaysNullable, nullableIfArgs, type Result, someNullable } from '../strategy/result.ts'
import { codePoints, sliceCodePoints } from './text-basic.ts'

// Searching, replacing, padding and splitting of strings.

/** Code points before the first occurrence at or after `from` code points; -1 if there is none. */
function indexOf(text: string, needle: string, from = 0): number {
  if (needle === '') return 0
  if (codePoints(text) === text.length) return text.indexOf(needle, Math.max(from, 0))
  const start = sliceCodePoints(text, 0, Math.max(from, 0)).length
  const at = text.indexOf(needle, start)
  return at < 0 ? -1 : codePoints(text.slice(0, at))
}

const reverse = (text: string): string => [...text].reverse().join('')

/** Position of the n-th occurrence from 1; a negative start searches backwards. */
function instr(text: string, needle: string, start = 1, nth = 1): number {
  if (start === -2147483648) throw new RunFailure('StackOverflowError', 'INSTR from the smallest INT')
  if (nth <= 0) throw new RunFailure('IllegalArgumentException', 'nthAppearance must be positive!')
  if (start === 0) return 0
  if (start < 0) {
    const position = instr(reverse(text), reverse(needle), -start, nth)
    return position === 0 ? 0 : codePoints(text) + 2 - position - codePoints(needle)
  }
  let from = start
  let index = 0
  for (let i = 0; i < nth; i++) {
    index = indexOf(text, needle, from - 1) + 1
    if (index === 0) return 0
    from = index + 1
  }
  return index
}

/** Counted in UTF-16 units. */
function overlay(text: string, by: string, start: number, length = by.length): string {
  const head = text.slice(0, start - 1) + by
  const end = (start + length) | 0
  // the sum has wrapped
  if (length > 0 && end < 0)
    throw new RunFailure('StringIndexOutOfBoundsException', `begin ${end - 1}, end ${text.length}`)
  const all = end <= text.length && length > 0 ? head + text.slice(start - 1 + length) : head
  return replaceLoneSurrogates(all)
}

/** Counted in UTF-16 units; NULL for a negative length or nothing to pad with. */
function pad(text: string, length: number, by: string, left: boolean): Value {
  if (length < 0 || by === '') return null
  if (text.length >= length) return replaceLoneSurrogates(text.slice(0, length))
  return replaceLoneSurrogates(left ? text.padStart(length, by) : text.padEnd(length, by))
}

/** Each character of `from` by the one at the same place of `to`, or by nothing. */
function translate(text: string, from: string | null, to: string | null): string {
  if (from === null || from === '') return text
  const targets = [...(to ?? '')]
  const table = new Map<string, string>()
  for (const [i, c] of [...from].entries()) if (!table.has(c)) table.set(c, targets[i] ?? '')
  let out = ''
  for (const c of text) out += table.get(c) ?? c
  return out
}

/** Empty string: no parts; empty separator: every blank. */
function splitIndex(text: string, separator: string | number, index: number): Value {
  if (index < 0) return null
  if (typeof separator === 'number' && (separator > 255 || separator < 1)) return null
  const by = typeof separator === 'number' ? String.fromCharCode(separator) : separator
  if (text === '') return null
  return by === '' ? (text.split(BLANK)[index] ?? null) : partOf(text, by, index)
}

/** `Character.isWhitespace` */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the separators of ASCII are blanks to Java
const BLANK = /[\t-\r\x1c-\x1f]|(?![\u00a0\u2007\u202f])\p{Z}/u

function partOf(text: string, by: string, index: number): Value {
  let start = 0
  for (let i = 0; i < index; i++) {
    const end = text.indexOf(by, start)
    if (end < 0) return null
    start = end + by.length
  }
  const end = text.indexOf(by, start)
  return text.slice(start, end < 0 ? text.length : end)
}

function split(text: string, by: string): Value {
  if (text === '') return []
  return text.split(by).map(replaceLoneSurrogates)
}

const text = (
  name: string,
  operands: readonly Operand[],
  result: Result,
  apply: (...args: never[]) => Value,
  docs: Docs,
  options: SignatureOptions & { readonly aliases?: readonly string[] } = {},
): ScalarFunction =>
  scalar({
    name,
    aliases: options.aliases ?? [],
    category: 'string',
    docs,
    infer: signature(name, operands, result, options),
    implement: ({ args }) => (operands.includes(JAVA_INT) ? uncompilableLong(args) : undefined) ?? { apply },
  })

/** OVERLAY of bytes passes the validator, but the code that Flink makes of it does not compile. */
const TEXT_OR_BYTES = oneOf(CHARACTER, BINARY_STRING)

const overlayType: Result = (args) => {
  const [a, b] = args.map((arg: Argument) => ('length' in arg.type ? arg.type.length : MAX_LENGTH))
  const length = Math.min((a ?? 0) + (b ?? 0), MAX_LENGTH)
  const areBytes = args.slice(0, 2).every(({ type }) => isBinary(type))
  return withNullable(areBytes ? varbinary(length) : varchar(length), someNullable(args))
}

const placed = (text: string, by: string, start: Hybrid, length?: Hybrid): string =>
  start <= 0 || start > text.length
    ? text
    : overlay(text, by, Number(start), length === undefined ? undefined : longToInt(length))

/** STARTSWITH and ENDSWITH take strings or bytes. */
function affixFunction(name: string, atEnd: boolean, docs: Docs): ScalarFunction {
  return scalar({
    name,
    category: 'string',
    docs,
    infer: (args) => {
      const [a, b] = args.map((arg) => arg.type)
      const isText = (type: LogicalType): boolean => isCharacter(type) || type.kind === 'NULL'
      const isBytes = (type: LogicalType): boolean => isBinary(type) || type.kind === 'NULL'
      const fits = a && b && args.length === 2 && ((isText(a) && isText(b)) || (isBytes(a) && isBytes(b)))
      return fits ? { ok: true, type: withNullable(BOOLEAN, someNullable(args)) } : refuseTypes(name, args)
    },
    implement: ({ args }) => {
      if (args[0] && isBinary(args[0].type)) return { apply: (a: Uint8Array, b: Uint8Array) => hasAffix(a, b, atEnd) }
      return { source: ([a, b]) => `${a}.${atEnd ? 'endsWith' : 'startsWith'}(${b})` }
    },
  })
}

function hasAffix(bytes: Uint8Array, affix: Uint8Array, atEnd: boolean): boolean {
  const offset = atEnd ? bytes.length - affix.length : 0
  return affix.length <= bytes.length && affix.every((byte, i) => bytes[offset + i] === byte)
}

export const searchTextFunctions: readonly ScalarFunction[] = [
  text(
    'POSITION',
    [CHARACTER, CHARACTER, JAVA_INT],
    nullableIfArgs(INT),
    (needle: string, s: string, from = 1) => indexOf(s, needle, (from - 1) | 0) + 1,
    [
      'POSITION(needle IN string [FROM start])',
      "POSITION('b' IN 'abc')",
      'Where the needle begins, from 1; 0 if nowhere.',
      '子串首次出现的位置（从 1 开始），没有则为 0。',
    ],
    { optional: 1 },
  ),
  text(
    'LOCATE',
    [CHARACTER, CHARACTER, JAVA_INT],
    nullableIfArgs(INT),
    (needle: string, s: string, from = 1) => indexOf(s, needle, (from - 1) | 0) + 1,
    [
      'LOCATE(needle, string[, start])',
      "LOCATE('b', 'abc')",
      'Where the needle begins, from 1; 0 if nowhere.',
      '子串的位置（从 1 开始），没有则为 0。',
    ],
    { optional: 1 },
  ),
  text(
    'INSTR',
    [CHARACTER, CHARACTER, JAVA_INT, JAVA_INT],
    nullableIfArgs(INT),
    instr,
    [
      'INSTR(string, needle[, start[, nth]])',
      "INSTR('abcb', 'b')",
      'Where the n-th needle begins, from 1.',
      '子串第 n 次出现的位置。',
    ],
    { optional: 2 },
  ),
  affixFunction('STARTSWITH', false, [
    'STARTSWITH(string, start)',
    "STARTSWITH('Flink', 'Fl')",
    'Whether it begins so.',
    '是否以指定内容开头。',
  ]),
  affixFunction('ENDSWITH', true, [
    'ENDSWITH(string, end)',
    "ENDSWITH('Flink', 'nk')",
    'Whether it ends so.',
    '是否以指定内容结尾。',
  ]),
  scalar({
    name: 'OVERLAY',
    category: 'string',
    docs: [
      'OVERLAY(string PLACING new FROM start [FOR length])',
      "OVERLAY('abcdef' PLACING 'xy' FROM 3 FOR 2)",
      'Puts another text in place of a part.',
      '用新文本覆盖指定部分。',
    ],
    infer: (args) => {
      const [text, by] = args
      if (text && by && isCharacter(text.type) && isBinary(by.type)) return refuseTypes('OVERLAY', args)
      return signature('OVERLAY', [TEXT_OR_BYTES, TEXT_OR_BYTES, INTEGER, INTEGER], overlayType, { optional: 1 })(args)
    },
    implement: ({ args }) =>
      args.some(({ type }) => isBinary(type))
        ? { fails: new RunFailure('CompileException', 'No applicable method found for actual parameters "byte[]"') }
        : { apply: placed },
  }),
  text(
    'LPAD',
    [CHARACTER, JAVA_INT, CHARACTER],
    nullableIfArgs(STRING),
    (s: string, n: number, by: string) => pad(s, n, by, true),
    ['LPAD(string, length, pad)', "LPAD('7', 3, '0')", 'Filled up on the left to a length.', '左侧填充到指定长度。'],
  ),
  text(
    'RPAD',
    [CHARACTER, JAVA_INT, CHARACTER],
    nullableIfArgs(STRING),
    (s: string, n: number, by: string) => pad(s, n, by, false),
    ['RPAD(string, length, pad)', "RPAD('a', 3, '.')", 'Filled up on the right to a length.', '右侧填充到指定长度。'],
  ),
  scalar({
    name: 'TRANSLATE',
    aliases: ['TRANSLATE3'],
    category: 'string',
    docs: [
      'TRANSLATE(string, from, to)',
      "TRANSLATE('abc', 'ab', 'xy')",
      'Characters replaced one by one.',
      '逐个替换字符。',
    ],
    infer: signature('TRANSLATE', [CHARACTER, CHARACTER, CHARACTER], ([text]) =>
      withNullable(STRING, text?.type.nullable ?? true),
    ),
    implement: () => ({
      nulls: 'called',
      apply: (s: string | null, from: string | null, to: string | null) => (s === null ? null : translate(s, from, to)),
    }),
  }),
  text('SPLIT_INDEX', [CHARACTER, oneOf(CHARACTER, JAVA_INT), JAVA_INT], alwaysNullable(STRING), splitIndex, [
    'SPLIT_INDEX(string, separator, index)',
    "SPLIT_INDEX('a,b', ',', 1)",
    'One of the parts between separators, from 0.',
    '按分隔符切分后的第 n 段（从 0 开始）。',
  ]),
  text(
    'SPLIT',
    [CHARACTER, CHARACTER],
    nullableIfArgs({ kind: 'ARRAY', element: STRING, nullable: true }),
    split,
    ['SPLIT(string, separator)', "SPLIT('a,b', ',')", 'The parts between separators.', '按分隔符切分为数组。'],
    { takesNull: true },
  ),
]
