import { utf8Bytes, utf8Text } from '../../../types/utf8.ts'
import { RunFailure } from '../../run-failure.ts'

// The character sets of ENCODE and DECODE under the names that Java knows them by.

type Charset = 'utf-8' | 'ascii' | 'latin1' | 'utf-16' | 'utf-16be' | 'utf-16le'

const NAMES: Readonly<Record<Charset, string>> = {
  'utf-8': 'utf-8 utf8 unicode-1-1-utf-8',
  ascii:
    'us-ascii ascii 646 ansi_x3.4-1968 ansi_x3.4-1986 ibm367 iso646-us iso_646.irv:1991 iso_646.irv:1983 ascii7 cp367 csascii default iso-ir-6 us',
  latin1:
    'iso-8859-1 819 8859_1 ibm-819 ibm819 iso8859-1 iso8859_1 iso_8859-1 iso_8859-1:1987 iso_8859_1 cp819 csisolatin1 iso-ir-100 l1 latin1',
  'utf-16': 'utf-16 utf_16 utf16 unicodebig unicode',
  'utf-16be': 'utf-16be utf_16be iso-10646-ucs-2 unicodebigunmarked x-utf-16be',
  'utf-16le': 'utf-16le utf_16le unicodelittleunmarked x-utf-16le',
}

const CHARSETS: ReadonlyMap<string, Charset> = new Map(
  (Object.keys(NAMES) as Charset[]).flatMap((charset) => NAMES[charset].split(' ').map((name) => [name, charset])),
)

/** What Java's other character sets are called: code pages by number, and those of countries. */
const OTHERS = new RegExp(
  `^(?:${[
    '\\d{3,5}c?',
    '8859_\\d+',
    '(?:x-)?(?:cs|cp)?(?:ibm|cp|ccsid|ms_?|windows|ansi)[-_]?\\d{2,5}.*',
    '(?:cs-?)?ebcdic-.+',
    '(?:x-|cs|cp|ibm-?)?euc.+',
    'extended_unix.+',
    'ibm-thai',
    'cp-(?:is|ar|gr)',
    'cspc.+',
    '(?:x-|cs)?iso.+',
    '(?:x-|cs)?big5.*',
    '(?:cs)?gb[k\\d].*',
    'ks_?c.+',
    '(?:cs)?koi8.*',
    'l\\d+',
    'latin-?\\d+',
    '(?:x-)?mac.+',
    '(?:x-|cs)?s(?:hift[-_]?)?jis.*',
    '(?:x-|cs)?jis.*',
    'x02\\d+',
    'ms_kanji',
    'tis-?620.*',
    '(?:x-)?(?:johab|pck|iscii.*)',
    'st_sev.+',
    '(?:sun_eu_)?greek8?',
    'hebrew',
    'arabic',
    'cyrillic',
    'asmo-708',
    'ecma-11[48]',
    'elot_928',
    'cns11643',
    'pc-multi.+',
    '(?:cs)?cesu-?8',
    'x-utf.+',
    'utf[-_]?32.*',
    'unicodelittle',
    '(?:x-)?(?:ms)?win(?:dows)?-.+',
    'cswindows31j',
    'cshalfwidthkatakana',
  ].join('|')})$`,
  'i',
)

function charsetOf(name: string): Charset {
  const known = CHARSETS.get(name.toLowerCase())
  if (known !== undefined) return known
  if (OTHERS.test(name)) throw new RunFailure('Unsupported', `character set ${name}`)
  throw new RunFailure('UnsupportedEncodingException', name)
}

export function encode(text: string, name: string): Uint8Array {
  const set = charsetOf(name)
  if (set === 'utf-8') return utf8Bytes(text)
  if (set === 'ascii' || set === 'latin1') {
    const limit = set === 'ascii' ? 128 : 256
    return Uint8Array.from([...text], (c) => ((c.codePointAt(0) as number) < limit ? (c.codePointAt(0) as number) : 63))
  }
  const mark = set === 'utf-16' && text !== '' ? 2 : 0
  const view = new DataView(new ArrayBuffer(mark + text.length * 2))
  if (mark > 0) view.setUint16(0, 0xfeff)
  for (let i = 0; i < text.length; i++) view.setUint16(mark + 2 * i, text.charCodeAt(i), set === 'utf-16le')
  return new Uint8Array(view.buffer)
}

export function decode(bytes: Uint8Array, name: string): string {
  const set = charsetOf(name)
  if (set === 'utf-8') return utf8Text(bytes)
  if (set === 'ascii') return [...bytes].map((b) => (b < 128 ? String.fromCharCode(b) : '\ufffd')).join('')
  if (set === 'latin1') return [...bytes].map((b) => String.fromCharCode(b)).join('')
  const marked =
    set === 'utf-16' &&
    bytes.length >= 2 &&
    ((bytes[0] === 0xfe && bytes[1] === 0xff) || (bytes[0] === 0xff && bytes[1] === 0xfe))
  const little = set === 'utf-16le' || (marked && bytes[0] === 0xff)
  const body = marked ? bytes.slice(2) : bytes
  return new TextDecoder(little ? 'utf-16le' : 'utf-16be', { ignoreBOM: true }).decode(body)
}
