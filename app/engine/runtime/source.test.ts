import { describe, expect, it } from 'vitest'
import { INSERT } from '../../types/row-kind.ts'
import { OutputPort } from './output-port.ts'
import { Source, type SourceSpec } from './source.ts'
import { columnOf, rowOf, writeChange } from './testing-kit/changelog.ts'
import { MAX_WATERMARK } from './watermark.ts'

function createSource(spec: Partial<SourceSpec> = {}) {
  const out: string[] = []
  const port = new OutputPort()
  port.connect({
    push: (kind, row) => out.push(writeChange(kind, row)),
    watermark: (time) => out.push(time === MAX_WATERMARK ? '~ max' : `~ ${time}`),
    idle: (idle) => out.push(idle ? '~ idle' : '~ active'),
  })
  return { source: new Source({ table: 't', toRow: rowOf, ...spec }, port), out }
}

const pushDown: Partial<SourceSpec> = { watermark: (row) => columnOf<number | null>(row, 0) }

describe('Source', () => {
  it('sends the columns that the plan reads, in its order', () => {
    const { source, out } = createSource({ toRow: ([a, , c]) => rowOf([c ?? null, a ?? null]) })
    source.push(INSERT, ['a', 'b', 'c'], 0)
    expect(out).toEqual(["+I 'c' 'a'"])
  })

  it('makes watermarks per partition where it makes them at all, also before 1970', () => {
    const { source, out } = createSource(pushDown)
    source.expectPartitions([0, 1])
    source.push(INSERT, [-50, 0], 0)
    source.push(INSERT, [-70, 0], 1)
    source.push(INSERT, [null, 0], 1)
    source.push(INSERT, [10, 0], 1)
    expect(out).toEqual(['+I -50 0', '+I -70 0', '~ -70', '+I null 0', '+I 10 0', '~ -50'])
  })

  it('leaves idleness with the next watermark of the feed', () => {
    const { source, out } = createSource()
    source.idle(true)
    source.watermark(5)
    source.watermark(5)
    expect(out).toEqual(['~ idle', '~ active', '~ 5'])
  })

  it('sends the last watermark at its end, and then nothing', () => {
    const { source, out } = createSource()
    source.end()
    source.push(INSERT, [1, 2], 0)
    source.end()
    expect(out).toEqual(['~ max'])
  })

  it('sends no last watermark when it ends idle', () => {
    const { source, out } = createSource()
    source.idle(true)
    source.end()
    expect(out).toEqual(['~ idle'])
  })
})
