import { describe, expect, it } from 'vitest'
import { char, INT, nullable, STRING, varchar } from '../../../types/construct-type.ts'
import { call, column, literal, typeOfCall } from '../testing-kit/call-function.ts'

const text = (value: string | null) => column(STRING, value)
const int = (value: number | null) => column(INT, value)

describe('parts of strings', () => {
  it.each([
    ['SUBSTRING', [text('a😀b😀'), int(2), int(5)], '😀b😀'],
    ['SUBSTRING', [text('hello world'), int(-2), int(5)], 'ld'],
    ['SUBSTRING', [text('Straße'), int(-20), int(3)], ''],
    ['SUBSTRING', [text('abc'), int(2), int(-1)], null],
    ['LEFT', [text('a😀b😀'), int(2)], 'a😀'],
    ['RIGHT', [text('x'), int(-1)], ''],
    ['TRIM', [literal(char(4), 'BOTH'), text('xy'), text('xyhixy')], 'hi'],
    ['LTRIM', [text('hi'), text('')], 'hi'],
    ['SPLIT_INDEX', [text(',x,'), text(','), int(2)], ''],
    ['SPLIT_INDEX', [text('a,b'), int(44), int(1)], 'b'],
    ['SPLIT_INDEX', [text('a,b'), int(44), int(2)], null],
    ['SPLIT_INDEX', [text('a--b-c--'), text('--'), int(1)], 'b-c'],
    ['SPLIT_INDEX', [text('a--b-c--'), text('--'), int(2)], ''],
    ['OVERLAY', [text('abc'), text('x'), int(2), int(-1)], 'ax'],
    ['OVERLAY', [text('a😀b😀'), text('XX'), int(2), int(0)], 'aXX'],
    ['REVERSE', [text('a😀é')], 'é😀a'],
    ['CONCAT_WS', [text(','), text(''), text(null), text('b')], ',b'],
  ])('%s(%j)', (name, args, expected) => {
    expect(call(name, args)).toBe(expected)
  })

  it('types the parts by the whole', () => {
    expect(typeOfCall('SUBSTRING', [column(char(4), 'abcd'), int(2)])).toBe('VARCHAR(4)')
    expect(typeOfCall('||', [column(char(4), 'a'), literal(char(1), '|')])).toBe('CHAR(5)')
    expect(typeOfCall('||', [column(varchar(10), 'a'), literal(char(4), 'tail')])).toBe('VARCHAR(14)')
    expect(typeOfCall('OVERLAY', [literal(char(6), 'abcdef'), literal(char(2), 'xy'), int(3)])).toBe('VARCHAR(8)')
    expect(typeOfCall('UPPER', [int(1)])).toBe('parse')
  })
})

describe('searching and replacing', () => {
  it.each([
    ['INSTR', [text('aaa'), text('a'), int(-1)], 3],
    ['INSTR', [text('abcabc'), text('c'), int(1), int(2)], 6],
    ['LOCATE', [text('a'), text('banana'), int(3)], 4],
    ['POSITION', [text(''), text('x')], 1],
    ['REPLACE', [text('a😀'), text(''), text('-')], '-a-?-?-'],
    ['TRANSLATE', [text('aaa'), text(null), text('+')], 'aaa'],
    ['TRANSLATE', [text('Straße'), text('abc'), text('x')], 'Strxße'],
    ['LPAD', [text('é日本x'), int(6), text('-')], '--é日本x'],
    ['LPAD', [text('a'), int(-1), text('x')], null],
    ['INITCAP', [text('ab cd-ef zz9')], 'Ab Cd-Ef Zz9'],
    ['INITCAP', [text('é1')], 'é1'],
  ])('%s(%j)', (name, args, expected) => {
    expect(call(name, args)).toBe(expected)
  })

  it('splits surrogate pairs into question marks', () => {
    expect(call('SPLIT', [text('a😀b'), text('')])).toEqual(['a', '?', '?', 'b'])
    expect(call('SPLIT', [text(''), text(',')])).toEqual([])
  })
})

describe('LIKE', () => {
  const like = (value: string, pattern: string) => call('LIKE', [text(value), text(pattern)])
  const likeLiteral = (value: string, pattern: string) =>
    call('LIKE', [text(value), literal(char(pattern.length), pattern)])

  it('lets the empty literal match everything, but not the empty column', () => {
    expect(likeLiteral('x', '')).toBe(true)
    expect(like('x', '')).toBe(false)
    expect(like('', '')).toBe(true)
  })

  it('takes _ for one character but no line end', () => {
    expect(like('😀a', '_a')).toBe(true)
    expect(like('a\nb', 'a_b')).toBe(false)
    expect(like('a\nb', 'a%b')).toBe(true)
  })

  it('escapes by a backslash, except in a literal without _', () => {
    expect(like('a%', 'a\\%')).toBe(true)
    expect(likeLiteral('a%', 'a\\%')).toBe(false)
    expect(likeLiteral('a\\_b', 'a\\%')).toBe(true)
    expect(likeLiteral('a_b', 'a\\_b')).toBe(true)
  })

  it('refuses a bad escape of a literal when it plans', () => {
    const escaped = (value: string, pattern: string, mark: string) =>
      call('LIKE', [text(value), literal(char(pattern.length), pattern), literal(char(mark.length), mark)])
    expect(() => escaped('a', 'a!', '!')).toThrow('plan: Invalid escape sequence')
    expect(() => escaped('a', 'a', 'é')).toThrow('plan: Invalid escape character')
    expect(escaped('a', '%', 'ab')).toBe(true)
  })

  it('reads a constant pattern with an escape character as Java source', () => {
    const escaped = (value: string, pattern: string, mark: string) =>
      call('LIKE', [text(value), literal(char(pattern.length), pattern), literal(char(mark.length), mark)])
    expect(escaped('u00E9', 'é', '!')).toBe(true)
    expect(escaped('1', '\\61', '!')).toBe(true)
    expect(escaped('a_b', 'a!_b', '!')).toBe(true)
    expect(escaped('a%b', '_!%b', '!')).toBe(true)
    expect(escaped('x', '', '!')).toBe(true)
    expect(() => escaped('a', 'a\\', '!')).toThrow('Invalid escape sequence')
    expect(() => escaped('a', '"', '!')).toThrow('Invalid escape sequence')
  })

  it('takes SIMILAR TO for a regular expression', () => {
    const similar = (value: string, pattern: string) => call('SIMILAR TO', [text(value), text(pattern)])
    expect(similar('ab', '(a|b)+')).toBe(true)
    expect(similar('a%', 'a.')).toBe(true)
    expect(similar('ab', '[[:ALPHA:]]+')).toBe(true)
    expect(similar('a_b', 'a\\_b')).toBe(false)
  })
})

describe('encodings', () => {
  it.each([
    ['ASCII', [text('é')], -61],
    ['CHR', [int(300)], ','],
    ['CHR', [int(-10)], ''],
    ['HEX', [int(-2)], 'FFFFFFFFFFFFFFFE'],
    ['HEX', [text('日')], 'E697A5'],
    ['URL_ENCODE', [text('日 a+b~*')], '%E6%97%A5+a%2Bb%7E*'],
    ['URL_DECODE', [text('a%20b%zz')], null],
    ['TO_BASE64', [text('é日😀')], 'w6nml6Xwn5iA'],
    ['FROM_BASE64', [text('YQ')], 'a'],
    ['MD5', [text('hello')], '5d41402abc4b2a76b9719d911017c592'],
    ['SHA2', [text('a'), int(224)], 'abd37534c7d9a2efb9465de931cd7055ffdb8879563ae98078d6d6d5'],
    ['PARSE_URL', [text('http://u:p@h:80/a/b?k=1&j=2#f'), text('AUTHORITY')], 'u:p@h:80'],
    ['PARSE_URL', [text('http://h/?jk=1&k=2'), text('QUERY'), text('k')], '2'],
  ])('%s(%j)', (name, args, expected) => {
    expect(call(name, args)).toBe(expected)
  })

  it('knows character sets by the names of Java', () => {
    expect(call('ENCODE', [text('é'), text('default')])).toEqual(new Uint8Array([0x3f]))
    expect(call('ENCODE', [text('a'), text('UnicodeLittleUnmarked')])).toEqual(new Uint8Array([0x61, 0]))
    expect(() => call('ENCODE', [text('a'), text('GB18030')])).toThrow('character set GB18030')
    expect(() => call('ENCODE', [text('a'), text('UTF-7')])).toThrow('UTF-7')
  })

  it('loses the first of an odd number of hexadecimal digits', () => {
    expect(call('UNHEX', [text('616')])).toEqual(new Uint8Array([0, 0x16]))
  })
})

describe('PRINTF', () => {
  const printf = (format: string, ...args: readonly ReturnType<typeof column>[]) =>
    call('PRINTF', [text(format), ...args])

  it.each([
    ['%05d', int(42), '00042'],
    ['%,d', int(1234567), '1,234,567'],
    ['%(d', int(-5), '(5)'],
    ['%x', int(-1), 'ffffffff'],
    ['%-6s|', text('x'), 'x     |'],
    ['%.2f', column(nullable({ kind: 'DOUBLE', nullable: true }), null), 'nu'],
    ['%05d', int(null), ' null'],
    ['%05s', text('x'), null],
    ['%d', text('x'), null],
    ['%s %s', text('x'), null],
    ['%,,d', int(1), null],
    ['%i', int(null), null],
    ['%5n', int(1), null],
    ['%c', int(0x110000), null],
    ['%d', column({ kind: 'DATE', nullable: true }, 19782), '19782'],
    ['%tF', int(1), null],
  ])('%s of %j', (format, arg, expected) => {
    expect(printf(format, arg)).toBe(expected)
  })

  it('rounds floating-point numbers as Java', () => {
    const double = (value: number) => column({ kind: 'DOUBLE', nullable: true }, value)
    expect(printf('%e', double(-0.005))).toBe('-5.000000e-03')
    expect(printf('%g', double(1e10))).toBe('1.00000e+10')
    expect(printf('%08.2f', double(3.25))).toBe('00003.25')
  })
})
