import { commonType } from '../../../types/common-type.ts'
import { char, INT, STRING, varchar, withNullable } from '../../../types/construct-type.ts'
import { type LogicalType, MAX_LENGTH } from '../../../types/logical-type.ts'
import { isBinary, isCharacter } from '../../../types/type-family.ts'
import { replaceLoneSurrogates } from '../../../types/utf8.ts'
import type { Value } from '../../../types/value.ts'
import type { Argument, Inference, ScalarFunction } from '../declaration.ts'
import { constantText, type Docs, refuseLate, refuseTypes, scalar, signature, uncompilableLong } from '../define.ts'
import { CHARACTER, JAVA_INT } from '../strategy/operand.ts'
import { alwaysNullable, nullableIfArgs, type Result, someNullable, typeOfArgument } from '../strategy/result.ts'

// Length, case, parts, trimming and joining of strings. Characters are code points, as in Flink.

export function codePoints(text: string): number {
  let n = text.length
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit >= 0xd800 && unit < 0xdc00 && i + 1 < text.length) {
      n--
      i++
    }
  }
  return n
}

/** Index in UTF-16 units of a code point. */
function unitIndex(text: string, index: number): number {
  let units = 0
  for (const character of text) {
    if (index-- <= 0) break
    units += character.length
  }
  return units
}

export function sliceCodePoints(text: string, start: number, end: number): string {
  if (codePoints(text) === text.length) return text.slice(start, end)
  return text.slice(unitIndex(text, start), unitIndex(text, end))
}

/** From the end for a negative start; NULL for a negative length. */
function substring(text: string, position: number, length = 2147483647): Value {
  if (length < 0) return null
  const count = codePoints(text)
  if (count === 0) return ''
  const start = position > 0 ? position - 1 : position < 0 ? count + position : 0
  if (start < 0 || start >= count) return ''
  return sliceCodePoints(text, start, count - start < length ? count : start + length)
}

const left = (text: string, n: number): Value => (n <= 0 ? '' : substring(text, 1, n))
function right(text: string, n: number): Value {
  if (n <= 0) return ''
  const count = codePoints(text)
  return n >= count ? text : sliceCodePoints(text, count - n, count)
}

const lengthOf = (type: LogicalType): number => ('length' in type ? type.length : MAX_LENGTH)

/** VARCHAR of the first string's length, nullable or as its arguments. */
const varying =
  (nullable?: boolean, index = 0): Result =>
  (args) =>
    withNullable(varchar(lengthOf((args[index] as Argument).type)), nullable ?? someNullable(args))

const MAX = (length: number): number => Math.min(length, MAX_LENGTH)

/** Flink's validator also joins bytes and arrays, which its code generator then cannot. */
function inferConcat(args: readonly Argument[]): Inference {
  const [a, b] = args.map((arg) => arg.type)
  if (!a || !b) return refuseTypes('||', args)
  const length = MAX(lengthOf(a) + lengthOf(b))
  if (isCharacter(a) && isCharacter(b)) {
    const isFixed = a.kind === 'CHAR' && b.kind === 'CHAR'
    return { ok: true, type: withNullable(isFixed ? char(length) : varchar(length), someNullable(args)) }
  }
  const joined = isBinary(a) && isBinary(b) ? joinedBytes(a, b, length) : joinedArrays(a, b)
  if (joined === undefined) return refuseTypes('||', args)
  return refuseLate('String expression type expected.', withNullable(joined, someNullable(args)))
}

const joinedBytes = (a: LogicalType, b: LogicalType, length: number): LogicalType => ({
  kind: a.kind === 'BINARY' && b.kind === 'BINARY' ? 'BINARY' : 'VARBINARY',
  length,
  nullable: true,
})

const joinedArrays = (a: LogicalType, b: LogicalType): LogicalType | undefined =>
  a.kind === 'ARRAY' && b.kind === 'ARRAY' ? commonType([a, b]) : undefined

/** Java's case mapping for ASCII words only: other letters separate words. */
function initcap(text: string): string {
  return text.replace(/[0-9A-Za-z]+/g, (word) => {
    const head = word.charAt(0)
    return head.toUpperCase() + word.slice(1).toLowerCase()
  })
}

export type TrimSide = 'BOTH' | 'LEADING' | 'TRAILING'

/** Takes all of some characters off the ends. */
export function trimCharacters(text: string, characters: string, side: TrimSide): string {
  if (characters === '') return text
  const set = new Set(characters)
  const all = [...text]
  let start = 0
  let end = all.length
  if (side !== 'TRAILING') while (start < end && set.has(all[start] as string)) start++
  if (side !== 'LEADING') while (end > start && set.has(all[end - 1] as string)) end--
  return all.slice(start, end).join('')
}

function trimFunction(name: string, side: TrimSide, result: Result, docs: Docs): ScalarFunction {
  return scalar({
    name,
    category: 'string',
    docs,
    infer: signature(name, [CHARACTER, CHARACTER], result, { optional: 1, takesNull: name === 'BTRIM' }),
    implement: () => ({ apply: (text: string, characters = ' ') => trimCharacters(text, characters, side) }),
  })
}

const plain = (
  name: string,
  operands: Parameters<typeof signature>[1],
  result: Result,
  apply: (...args: never[]) => Value,
  docs: Docs,
  optional = 0,
  aliases: readonly string[] = [],
): ScalarFunction =>
  scalar({
    name,
    aliases,
    category: 'string',
    docs,
    infer: signature(name, operands, result, { optional }),
    implement: ({ args }) => (operands.includes(JAVA_INT) ? uncompilableLong(args) : undefined) ?? { apply },
  })

export const basicTextFunctions: readonly ScalarFunction[] = [
  scalar({
    name: '||',
    category: 'string',
    docs: ['a || b', "'a' || 'b'", 'Both strings, one after the other.', '连接两个字符串。'],
    infer: inferConcat,
    implement: () => ({ source: ([a, b]) => `(${a} + ${b})` }),
  }),
  plain(
    'CHAR_LENGTH',
    [CHARACTER],
    nullableIfArgs(INT),
    codePoints,
    [
      ['CHAR_LENGTH(string)', 'CHARACTER_LENGTH(string)'],
      "CHAR_LENGTH('abc')",
      'The number of characters.',
      '字符个数。',
    ],
    0,
    ['CHARACTER_LENGTH'],
  ),
  scalar({
    name: 'UPPER',
    category: 'string',
    docs: ['UPPER(string)', "UPPER('a')", 'The string in upper case.', '转换为大写。'],
    infer: signature('UPPER', [CHARACTER], typeOfArgument(0)),
    implement: () => ({ source: ([a]) => `${a}.toUpperCase()` }),
  }),
  scalar({
    name: 'LOWER',
    category: 'string',
    docs: ['LOWER(string)', "LOWER('A')", 'The string in lower case.', '转换为小写。'],
    infer: signature('LOWER', [CHARACTER], typeOfArgument(0)),
    implement: () => ({ source: ([a]) => `${a}.toLowerCase()` }),
  }),
  plain('INITCAP', [CHARACTER], typeOfArgument(0), initcap, [
    'INITCAP(string)',
    "INITCAP('ab cd')",
    'Each word with a capital first letter.',
    '每个单词首字母大写。',
  ]),
  plain(
    'SUBSTRING',
    [CHARACTER, JAVA_INT, JAVA_INT],
    varying(true),
    substring,
    [
      ['SUBSTRING(string FROM start [FOR length])', 'SUBSTRING(string, start[, length])'],
      "SUBSTRING('Flink' FROM 2 FOR 3)",
      'A part of the string, from position 1 on.',
      '截取子串，位置从 1 开始。',
    ],
    1,
    ['SUBSTR'],
  ),
  plain('LEFT', [CHARACTER, JAVA_INT], varying(true), left, [
    'LEFT(string, n)',
    "LEFT('Flink', 2)",
    'The first n characters.',
    '左起 n 个字符。',
  ]),
  plain('RIGHT', [CHARACTER, JAVA_INT], varying(true), right, [
    'RIGHT(string, n)',
    "RIGHT('Flink', 2)",
    'The last n characters.',
    '右起 n 个字符。',
  ]),
  plain(
    'REPEAT',
    [CHARACTER, JAVA_INT],
    nullableIfArgs(STRING),
    (text: string, n: number) => (n <= 0 ? '' : text.repeat(n)),
    ['REPEAT(string, n)', "REPEAT('ab', 3)", 'The string n times.', '重复 n 次。'],
  ),
  plain('REVERSE', [CHARACTER], alwaysNullable(STRING), (text: string) => [...text].reverse().join(''), [
    'REVERSE(string)',
    "REVERSE('abc')",
    'The string backwards.',
    '反转字符串。',
  ]),
  scalar({
    name: 'TRIM',
    category: 'string',
    docs: [
      'TRIM([BOTH | LEADING | TRAILING] [characters] FROM string)',
      "TRIM(BOTH ' ' FROM ' a ')",
      'Takes characters off the ends.',
      '去除两端的指定字符。',
    ],
    infer: (args) => {
      const text = args.slice(-1)
      const [characters] = args.slice(-2)
      if (!text.every((a) => isCharacter(a.type)) || !characters || !isCharacter(characters.type))
        return refuseTypes('TRIM', args)
      return { ok: true, type: varying(undefined, args.length - 1)(args) }
    },
    implement: ({ args }) => {
      const side = (args.length === 3 ? constantText(args[0]) : undefined) as TrimSide | undefined
      if (args.length === 3) {
        return {
          apply: (_: string, characters: string, text: string) => trimCharacters(text, characters, side ?? 'BOTH'),
        }
      }
      if (args.length === 2)
        return { apply: (characters: string, text: string) => trimCharacters(text, characters, 'BOTH') }
      return { apply: (text: string) => trimCharacters(text, ' ', 'BOTH') }
    },
  }),
  trimFunction('LTRIM', 'LEADING', varying(), [
    'LTRIM(string[, characters])',
    "LTRIM(' a ')",
    'Takes characters off the left end.',
    '去除左侧的指定字符。',
  ]),
  trimFunction('RTRIM', 'TRAILING', varying(), [
    'RTRIM(string[, characters])',
    "RTRIM(' a ')",
    'Takes characters off the right end.',
    '去除右侧的指定字符。',
  ]),
  trimFunction('BTRIM', 'BOTH', nullableIfArgs(STRING), [
    'BTRIM(string[, characters])',
    "BTRIM(' a ')",
    'Takes characters off both ends.',
    '去除两端的指定字符。',
  ]),
  scalar({
    name: 'CONCAT',
    category: 'string',
    docs: [
      'CONCAT(string1, string2, …)',
      "CONCAT('a', 'b')",
      'The strings one after the other; NULL if one is NULL.',
      '连接字符串；任一为 NULL 时结果为 NULL。',
    ],
    infer: signature('CONCAT', [CHARACTER], nullableIfArgs(STRING), { repeats: true }),
    implement: () => ({ source: (args) => `('' + ${args.join(' + ')})` }),
  }),
  scalar({
    name: 'CONCAT_WS',
    category: 'string',
    docs: [
      'CONCAT_WS(separator, string1, string2, …)',
      "CONCAT_WS('-', 'a', 'b')",
      'The strings with a separator between; NULLs are left out.',
      '用分隔符连接字符串，忽略 NULL。',
    ],
    infer: signature('CONCAT_WS', [CHARACTER, CHARACTER], nullableIfArgs(STRING), { optional: 1, repeats: true }),
    implement: () => ({
      nulls: 'called',
      apply: (separator: string | null, ...parts: (string | null)[]) =>
        separator === null ? null : parts.filter((p) => p !== null).join(separator),
    }),
  }),
  plain(
    'REPLACE',
    [CHARACTER, CHARACTER, CHARACTER],
    nullableIfArgs(STRING),
    (text: string, from: string, to: string) => replaceLoneSurrogates(text.replaceAll(from, () => to)),
    [
      'REPLACE(string, old, new)',
      "REPLACE('a.b', '.', '-')",
      'Every occurrence of a text replaced.',
      '替换所有出现的文本。',
    ],
  ),
]
