import { BIGINT, BYTES, char, INT, STRING } from '../../../types/construct-type.ts'
import { parseHex } from '../../../types/hex.ts'
import { isBinary } from '../../../types/type-family.ts'
import { utf8Bytes, utf8Text } from '../../../types/utf8.ts'
import type { Hybrid, Value } from '../../../types/value.ts'
import { RunFailure } from '../../run-failure.ts'
import type { ScalarFunction } from '../declaration.ts'
import { type Docs, type SignatureOptions, scalar, signature } from '../define.ts'
import { BINARY_STRING, CHARACTER, castTo, type Operand, oneOf } from '../strategy/operand.ts'
import { alwaysNullable, neverNull, nullableIfArgs, type Result } from '../strategy/result.ts'
import { base64Text, parseBase64 } from './base64.ts'
import { decode, encode } from './charset.ts'

// Between strings, bytes and codes; URLs; UUID.

function fromBase64(value: string | Uint8Array): string {
  const bytes = parseBase64(typeof value === 'string' ? value : utf8Text(value))
  if (typeof bytes === 'string') throw new RunFailure('IllegalArgumentException', bytes)
  return utf8Text(bytes)
}

/** The first digit of an odd number of them gets lost, as in Flink. */
function unhex(text: string): Value {
  if (text.length % 2 === 0) return parseHex(text)
  return /^[0-9a-fA-F]/.test(text) ? parseHex(`00${text.slice(1)}`) : null
}

function urlEncode(text: string): string {
  return [...utf8Bytes(text)]
    .map((byte) => {
      const c = String.fromCharCode(byte)
      if (/[A-Za-z0-9.*_-]/.test(c)) return c
      return c === ' ' ? '+' : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
    })
    .join('')
}

function urlDecode(text: string): Value {
  if (/%(?![0-9a-fA-F]{2})/.test(text)) return null
  return text
    .replaceAll('+', ' ')
    .replace(/(?:%[0-9a-fA-F]{2})+/g, (run) => utf8Text(parseHex(run.replaceAll('%', '')) ?? new Uint8Array()))
}

interface Url {
  readonly PROTOCOL: string
  readonly AUTHORITY: string | null
  readonly USERINFO: string | null
  readonly HOST: string
  readonly PATH: string
  readonly QUERY: string | null
  readonly REF: string | null
  readonly FILE: string
}

const PROTOCOLS: readonly string[] = ['http', 'https', 'ftp', 'file', 'jar', 'mailto', 'jmod', 'jrt']

/** As java.net.URL takes it apart; null where Java knows no such protocol. */
function parseUrl(text: string): Url | null {
  const match = /^\s*([a-zA-Z][a-zA-Z0-9+.-]*):([^#]*)(?:#([\s\S]*))?$/.exec(text.trim())
  const [, protocol = '', rest = '', ref] = match ?? []
  if (!match || !PROTOCOLS.includes(protocol.toLowerCase())) return null
  const question = rest.indexOf('?')
  const query = question < 0 ? null : rest.slice(question + 1)
  const main = query === null ? rest : rest.slice(0, question)
  const authority = /^\/\/([^/]*)/.exec(main)
  const path = authority ? main.slice(authority[0].length) : main
  const full = authority?.[1] ?? ''
  const at = full.lastIndexOf('@')
  const host = full.slice(at + 1).replace(/:\d*$/, '')
  if (/:\D/.test(full.slice(at + 1)) && !full.includes('[')) return null
  return {
    PROTOCOL: protocol.toLowerCase(),
    AUTHORITY: authority ? full : null,
    USERINFO: at < 0 ? null : full.slice(0, at),
    HOST: host,
    PATH: path,
    QUERY: query,
    REF: ref ?? null,
    FILE: query === null ? path : `${path}?${query}`,
  }
}

function urlPart(text: string, part: string, key?: string): Value {
  const url = parseUrl(text)
  if (url === null) return null
  if (key === undefined) return part in url ? url[part as keyof Url] : null
  if (part !== 'QUERY' || url.QUERY === null) return null
  const pair = url.QUERY.split('&').find((p) => p.startsWith(`${key}=`))
  return pair === undefined ? null : pair.slice(key.length + 1)
}

const INTEGER = castTo(BIGINT, '<INTEGER>')

function define(
  name: string,
  operands: readonly Operand[],
  result: Result,
  apply: (...args: never[]) => Value,
  docs: Docs,
  options: SignatureOptions = {},
): ScalarFunction {
  return scalar({
    name,
    category: 'string',
    docs,
    infer: signature(name, operands, result, options),
    implement: () => ({ apply }),
  })
}

/** The 36 characters of a random UUID of version 4. */
function randomUuid(random: () => number): string {
  let digits = ''
  for (let i = 0; i < 32; i++) digits += Math.floor(random() * 16).toString(16)
  const variant = '89ab'[Math.floor(random() * 4)]
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-${variant}${digits.slice(17, 20)}-${digits.slice(20)}`
}

export const encodingFunctions: readonly ScalarFunction[] = [
  define(
    'ASCII',
    [CHARACTER],
    nullableIfArgs(INT),
    (text: string) => (text === '' ? 0 : ((utf8Bytes(text)[0] as number) << 24) >> 24),
    ['ASCII(string)', "ASCII('A')", 'The first byte.', '首字节的值。'],
  ),
  define(
    'CHR',
    [INTEGER],
    alwaysNullable(STRING),
    (code: Hybrid) => (code < 0 ? '' : String.fromCharCode(Number(BigInt(code) & 255n))),
    ['CHR(integer)', 'CHR(65)', 'The character of a code modulo 256.', '编码（模 256）对应的字符。'],
  ),
  define('ENCODE', [CHARACTER, CHARACTER], nullableIfArgs(BYTES), encode, [
    'ENCODE(string, charset)',
    "ENCODE('a', 'UTF-8')",
    'The bytes of a string.',
    '按字符集编码为字节。',
  ]),
  define('DECODE', [BINARY_STRING, CHARACTER], nullableIfArgs(STRING), decode, [
    'DECODE(bytes, charset)',
    "DECODE(x'41', 'UTF-8')",
    'The string of bytes.',
    '按字符集解码为字符串。',
  ]),
  define('FROM_BASE64', [oneOf(CHARACTER, BINARY_STRING)], nullableIfArgs(STRING), fromBase64, [
    'FROM_BASE64(string)',
    "FROM_BASE64('YQ==')",
    'The text that was encoded.',
    'Base64 解码。',
  ]),
  scalar({
    name: 'TO_BASE64',
    category: 'string',
    docs: ['TO_BASE64(string)', "TO_BASE64('a')", 'Encoded in base 64.', 'Base64 编码。'],
    infer: signature('TO_BASE64', [oneOf(CHARACTER, BINARY_STRING)], nullableIfArgs(STRING)),
    implement: ({ args }) =>
      args[0] && isBinary(args[0].type)
        ? { apply: base64Text }
        : { apply: (text: string) => base64Text(utf8Bytes(text)) },
  }),
  define(
    'UNHEX',
    [CHARACTER],
    alwaysNullable(BYTES),
    unhex,
    ['UNHEX(string)', "UNHEX('41')", 'The bytes of hexadecimal digits.', '十六进制文本转字节。'],
    { takesNull: true },
  ),
  define(
    'URL_ENCODE',
    [CHARACTER],
    alwaysNullable(STRING),
    urlEncode,
    ['URL_ENCODE(string)', "URL_ENCODE('a b')", 'Encoded for a URL.', 'URL 编码。'],
    { takesNull: true },
  ),
  define(
    'URL_DECODE',
    [CHARACTER],
    alwaysNullable(STRING),
    urlDecode,
    [
      'URL_DECODE(string)',
      "URL_DECODE('a+b')",
      'Decoded from a URL; NULL if malformed.',
      'URL 解码，格式错误返回 NULL。',
    ],
    { takesNull: true },
  ),
  define(
    'PARSE_URL',
    [CHARACTER, CHARACTER, CHARACTER],
    alwaysNullable(STRING),
    urlPart,
    [
      'PARSE_URL(url, part[, key])',
      "PARSE_URL('http://a/b?k=1', 'QUERY', 'k')",
      'A part of a URL.',
      '提取 URL 的一部分。',
    ],
    { optional: 1 },
  ),
  scalar({
    name: 'CURRENT_DATABASE',
    category: 'catalog',
    docs: [
      'CURRENT_DATABASE()',
      'CURRENT_DATABASE()',
      'The current database; there is only the default one.',
      '当前数据库（仅有默认数据库）。',
    ],
    infer: signature('CURRENT_DATABASE', [], neverNull(STRING)),
    implement: () => ({ source: (_, constant) => constant('default_database') }),
  }),
  scalar({
    name: 'UUID',
    category: 'string',
    deterministic: false,
    docs: ['UUID()', 'UUID()', 'A random UUID.', '随机 UUID。'],
    infer: signature('UUID', [], neverNull(char(36))),
    implement: () => ({
      withContext:
        ({ random }) =>
        () =>
          randomUuid(random),
    }),
  }),
]
