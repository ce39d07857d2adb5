import { describe, expect, it } from 'vitest'
import { Valve } from './valve.ts'

function valve(inputs: number) {
  const out: (number | 'idle' | 'active')[] = []
  const instance = new Valve(inputs, {
    watermark: (time) => out.push(time),
    idle: (idle) => out.push(idle ? 'idle' : 'active'),
  })
  return { valve: instance, out }
}

describe('Valve', () => {
  it('sends the least watermark of its inputs, each only once', () => {
    const { valve: v, out } = valve(2)
    v.watermark(0, 10)
    v.watermark(1, 5)
    v.watermark(1, 7)
    v.watermark(1, 20)
    v.watermark(1, 30)
    expect(out).toEqual([5, 7, 10])
  })

  it('leaves out an idle input', () => {
    const { valve: v, out } = valve(2)
    v.watermark(0, 10)
    v.idle(1, true)
    v.watermark(0, 20)
    expect(out).toEqual([10, 20])
  })

  it('advances when the input that held it back becomes idle', () => {
    const { valve: v, out } = valve(2)
    v.watermark(0, 10)
    v.watermark(1, 5)
    v.idle(1, true)
    expect(out).toEqual([5, 10])
  })

  it('is not held back by an input that comes back behind, until it has caught up', () => {
    const { valve: v, out } = valve(2)
    v.idle(1, true)
    v.watermark(0, 20)
    v.idle(1, false)
    v.watermark(1, 5)
    v.watermark(0, 30)
    v.watermark(1, 30)
    v.watermark(0, 50)
    v.watermark(1, 40)
    expect(out).toEqual([20, 30, 40])
  })

  it('sends the greatest watermark when the last input becomes idle, then idleness', () => {
    const { valve: v, out } = valve(2)
    v.watermark(0, 10)
    v.watermark(1, 5)
    v.idle(0, true)
    v.idle(1, true)
    v.watermark(1, 100)
    v.idle(0, false)
    expect(out).toEqual([5, 10, 'idle', 'active'])
  })
})
