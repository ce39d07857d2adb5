import { describe, expect, it } from 'vitest'
import { BIGINT, DOUBLE, STRING } from '../../types/construct-type.ts'
import { DEFAULT_DECODE_OPTIONS } from '../decode-options.ts'
import { decodeCsv } from './csv.ts'

const fields = [
  { name: 'id', type: BIGINT },
  { name: 'note', type: STRING },
]
const decode = (text: string, form = { delimiter: ',', header: true }, columns = fields) =>
  decodeCsv(text, form, columns, DEFAULT_DECODE_OPTIONS)

describe('decodeCsv', () => {
  it('finds columns by the header, in any order', () => {
    expect(decode('note,id\nx,1\n').rows).toEqual([[1, 'x']])
  })

  it('goes by position without a header', () => {
    expect(decode('1;x', { delimiter: ';', header: false }).rows).toEqual([[1, 'x']])
  })

  it('takes an empty cell as NULL and a quoted one as the empty text', () => {
    expect(decode('id,note\n,\n,""').rows).toEqual([
      [null, null],
      [null, ''],
    ])
  })

  it('reads delimiters, quotes and line ends inside of quotes', () => {
    const decoded = decode('id,note\r\n1,"a,""b""\nc"\r\n2,d\r\n')
    expect(decoded.rows).toEqual([
      [1, 'a,"b"\nc'],
      [2, 'd'],
    ])
    expect(decoded.lines).toEqual([2, 4])
  })

  it('says line and column of a value that does not fit', () => {
    expect(decode('id,note\n1,a\nx,b').problems).toEqual([
      { severity: 'error', line: 3, column: 'id', code: 'pack.bad-value', message: 'id: "x" is not BIGINT' },
    ])
  })

  it('warns of a column that the header lacks', () => {
    expect(decode('id\n1').problems).toMatchObject([{ severity: 'warning', line: 1, column: 'note' }])
  })

  it('says where a quote is not closed and where it is closed too early', () => {
    expect(decode('id,note\n1,"a').problems).toMatchObject([{ line: 2, character: 3, code: 'pack.open-quote' }])
    expect(decode('id,note\n1,"a"b').problems).toMatchObject([{ line: 2, character: 6, code: 'pack.after-quote' }])
  })

  it('reads JSON in the cell of a nested column', () => {
    const nested = [{ name: 'v', type: { kind: 'ARRAY', element: DOUBLE, nullable: true } as const }]
    expect(decodeCsv('v\n"[1,2.5]"', { delimiter: ',', header: true }, nested, DEFAULT_DECODE_OPTIONS).rows).toEqual([
      [[1, 2.5]],
    ])
  })
})
