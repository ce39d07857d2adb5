import { describe, expect, it } from 'vitest'
import { pairRows } from './pair-rows.ts'

type Row = Parameters<typeof pairRows>[0][number]
const row = (verdict: Row['verdict'], cells: string, kind: Row['kind'] = '+I'): Row => ({
  ...{ verdict, kind, cells: cells.split(' ') },
})
const texts = (rows: readonly Row[]) => pairRows(rows).map(({ verdict, cells }) => `${verdict} ${cells.join(' ')}`)

describe('expected rows beside those that came instead', () => {
  it('puts an unexpected row behind the missing one with the most equal cells', () => {
    const rows = [
      row('missing', '11:00 north 1'),
      row('same', '12:00 south 3'),
      row('missing', '13:00 south 7'),
      row('unexpected', '13:00 south 8'),
      row('unexpected', '11:00 north 2'),
    ]
    expect(texts(rows)).toEqual([
      'missing 11:00 north 1',
      'unexpected 11:00 north 2',
      'same 12:00 south 3',
      'missing 13:00 south 7',
      'unexpected 13:00 south 8',
    ])
  })

  it('gives the best match its row, not the first that comes', () => {
    const rows = [row('missing', 'a x 1'), row('missing', 'a b 2'), row('unexpected', 'a b 3')]
    expect(texts(rows)).toEqual(['missing a x 1', 'missing a b 2', 'unexpected a b 3'])
  })

  it('leaves rows that nothing is missing for where they are', () => {
    const rows = [row('missing', 'a 1'), row('unexpected', 'a 2'), row('unexpected', 'a 3')]
    expect(texts(rows)).toEqual(['missing a 1', 'unexpected a 2', 'unexpected a 3'])
    expect(texts([row('same', 'a'), row('unexpected', 'b')])).toEqual(['same a', 'unexpected b'])
  })

  it('decides between equally good ones by the kind of change', () => {
    const rows = [row('missing', 'a', '-D'), row('unexpected', 'a', '+I'), row('unexpected', 'a', '-D')]
    expect(pairRows(rows).map(({ kind }) => kind)).toEqual(['-D', '-D', '+I'])
  })

  it('loses and doubles nothing', () => {
    const verdicts = ['same', 'missing', 'unexpected'] as const
    const rows = Array.from({ length: 60 }, (_, index) => row(verdicts[(index * 7) % 3] ?? 'same', `${index % 5} x`))
    const paired = pairRows(rows)
    expect(new Set(paired)).toEqual(new Set(rows))
    expect(paired).toHaveLength(rows.length)
  })
})
