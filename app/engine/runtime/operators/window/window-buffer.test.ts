import { describe, expect, it } from 'vitest'
import type { OperatorContext } from '../../operator.ts'
import { WindowBuffer } from './window-buffer.ts'

function createBuffer() {
  const timers: string[] = []
  const tasks: (() => void)[] = []
  let key = 7
  const context = {
    atStepEnd: (task: () => void) => tasks.push(task),
    retainKey: () => key++,
    timers: {
      eventOfRetained: (retained: number, time: number, namespace: number) =>
        timers.push(`key ${retained}`, `${time}/${namespace}`),
    },
  } as unknown as OperatorContext
  return {
    buffer: new WindowBuffer(context, true),
    timers,
    endStep: () => tasks.splice(0).forEach((task) => void task()),
  }
}

describe('WindowBuffer', () => {
  it('sets timers when the step ends, for the keys that asked', () => {
    const { buffer, timers, endStep } = createBuffer()
    buffer.add(9, 10)
    buffer.add(19, 20)
    buffer.beforeWatermark(8)
    expect(timers).toEqual([])
    endStep()
    expect(timers).toEqual(['key 7', '9/10', 'key 8', '19/20'])
  })

  it('sets all of them before a watermark that fires one', () => {
    const { buffer, timers, endStep } = createBuffer()
    buffer.add(19, 20)
    buffer.add(9, 10)
    buffer.beforeWatermark(9)
    endStep()
    expect(timers).toEqual(['key 7', '19/20', 'key 8', '9/10'])
  })
})
