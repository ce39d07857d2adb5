import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Disorder } from '../flow/records.ts'
import { type ArrivalInput, arrange as arrangeInputs, IN_ORDER } from './arrival.ts'

interface Rows {
  readonly name: string
  readonly count: number
  readonly eventTime?: (row: number) => number | undefined
}
const timed = (name: string, ...times: readonly (number | undefined)[]): Rows => ({
  name,
  count: times.length,
  eventTime: (row) => times[row],
})
const untimed = (name: string, count: number): Rows => ({ name, count })

/** Every third time it asks, a pack has to wait. */
function inputOf({ count, ...rest }: Rows): ArrivalInput<number> {
  let row = 0
  let asked = 0
  return { ...rest, next: () => (asked++ % 3 === 1 ? 'wait' : row < count ? row++ : undefined) }
}

const arrange = (rows: readonly Rows[], disorder: Disorder) =>
  [...arrangeInputs(rows.map(inputOf), disorder)].filter((step) => step !== 'wait')

const texts = (inputs: readonly Rows[], disorder: Partial<Disorder> = {}): string =>
  arrange(inputs, { ...IN_ORDER, ...disorder })
    .map(({ input, row }) => `${inputs[input]?.name}${row}`)
    .join(' ')

describe('the arrival of packs', () => {
  it('goes by event time where all packs have one', () => {
    expect(texts([timed('a', 1, 4, 5), timed('b', 2, 3, 9)])).toBe('a0 b0 b1 a1 a2 b2')
  })

  it('leaves a pack in its own order: a late row comes where it stands', () => {
    expect(texts([timed('a', 1, 10, 2, 11), timed('b', 5, 12)])).toBe('a0 b0 a1 a2 a3 b1')
  })

  it('counts a row without event time as its predecessor', () => {
    expect(texts([timed('a', 3, undefined, 6), timed('b', 4)])).toBe('a0 a1 b0 a2')
  })

  it('takes turns where a pack has no event times', () => {
    expect(texts([timed('a', 9, 10, 11), untimed('b', 2)])).toBe('a0 b0 a1 b1 a2')
  })

  it('breaks ties by name, whatever the order of the inputs', () => {
    expect(texts([timed('b', 1), timed('a', 1)])).toBe('a0 b0')
  })
})

describe('disorder', () => {
  const settings = fc.record({
    seed: fc.nat(),
    shuffleRows: fc.nat(20),
    duplicate: fc.double({ min: 0, max: 1, noNaN: true }),
    drop: fc.double({ min: 0, max: 1, noNaN: true }),
    late: fc.record({ share: fc.double({ min: 0, max: 1, noNaN: true }), byRows: fc.nat(30) }),
  })

  it('is the same for the same seed', () => {
    fc.assert(
      fc.property(settings, (disorder) => {
        const inputs = [untimed('a', 40), untimed('b', 20)]
        expect(arrange(inputs, disorder)).toEqual(arrange(inputs, disorder))
      }),
    )
  })

  it('holds a row back by no more rows than told', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(10), (seed, shuffleRows) => {
        const order = arrange([untimed('a', 50)], { ...IN_ORDER, seed, shuffleRows })
        expect(order.map(({ row }) => row).sort((a, b) => a - b)).toEqual([...Array(50).keys()])
        order.forEach(({ row }, place) => {
          expect(Math.abs(place - row)).toBeLessThanOrEqual(shuffleRows)
        })
      }),
    )
  })

  it('drops all rows with a share of 1, repeats all rows with a share of 1', () => {
    expect(texts([untimed('a', 5)], { drop: 1 })).toBe('')
    expect(arrange([untimed('a', 5)], { ...IN_ORDER, duplicate: 1 })).toHaveLength(10)
  })

  it('brings late rows later by so many rows', () => {
    expect(texts([untimed('a', 4)], { late: { share: 1, byRows: 3 } })).toBe('a0 a1 a2 a3')
    const order = arrange([untimed('a', 200)], { ...IN_ORDER, seed: 7, late: { share: 0.1, byRows: 20 } })
    const late = order.filter(({ row }, place) => place - row > 10)
    expect(late.length).toBeGreaterThan(5)
    expect(late.length).toBeLessThan(40)
  })

  it('drops the same rows however many come late', () => {
    const kept = (share: number) =>
      arrange([untimed('a', 100)], { ...IN_ORDER, seed: 3, drop: 0.3, late: { share, byRows: 5 } })
        .map(({ row }) => row)
        .sort((a, b) => a - b)
    expect(kept(0.9)).toEqual(kept(0))
    expect(kept(0).length).toBeLessThan(90)
  })

  it('sorts rows by where they are held back to, those of one place as they stand in the pack', () => {
    fc.assert(
      fc.property(settings, fc.nat(60), (disorder, count) => {
        const order = arrange([untimed('a', count)], { ...disorder, duplicate: 0 }).map(({ row }) => row)
        const all = arrange([untimed('a', count)], { ...disorder, duplicate: 0, shuffleRows: 0, late: IN_ORDER.late })
        expect([...order].sort((a, b) => a - b)).toEqual(all.map(({ row }) => row))
        const farthest = disorder.shuffleRows + disorder.late.byRows
        for (const [at, row] of order.entries())
          for (const later of order.slice(at + 1)) expect(row - later).toBeLessThanOrEqual(farthest)
      }),
    )
  })

  it('of one pack does not depend on the others', () => {
    const disorder = { ...IN_ORDER, seed: 5, shuffleRows: 9, drop: 0.2 }
    const alone = arrange([untimed('a', 30)], disorder).map(({ row }) => row)
    const among = arrange([untimed('b', 10), untimed('a', 30)], disorder)
    expect(among.filter(({ input }) => input === 1).map(({ row }) => row)).toEqual(alone)
  })
})
