import { describe, expect, it } from 'vitest'
import { INSERT } from '../../../../types/row-kind.ts'
import type { OperatorContext } from '../../operator.ts'
import { rowOf, writeChange } from '../../testing-kit/changelog.ts'
import { FirstPhase } from './first-phase.ts'

/** Looks at every tenth watermark. */
function createPhase() {
  const out: string[] = []
  const tasks: (() => void)[] = []
  const context = {
    atStepEnd: (task: () => void) => tasks.push(task),
    retainKey: () => 7,
    withRetainedKey: (key: number, act: () => void) => {
      out.push(`key ${key}`)
      act()
    },
  } as unknown as OperatorContext
  const phase = new FirstPhase(context, {
    nextTrigger: (watermark) => Math.floor(watermark / 10) * 10 + 9,
    next: (kind, row) => out.push(writeChange(kind, row)),
  })
  return { phase, out, endStep: () => tasks.splice(0).forEach((task) => void task()) }
}

describe('FirstPhase', () => {
  it('hands rows over when their step ends, with their key', () => {
    const { phase, out, endStep } = createPhase()
    phase.push(INSERT, rowOf([1]), 9)
    expect(out).toEqual([])
    endStep()
    expect(out).toEqual(['key 7', '+I 1'])
  })

  it('lets them go before a watermark that fires their window', () => {
    const { phase, out } = createPhase()
    phase.push(INSERT, rowOf([1]), 9)
    phase.beforeWatermark(8)
    expect(out).toEqual([])
    phase.beforeWatermark(9)
    expect(out).toEqual(['key 7', '+I 1'])
  })

  it('misses windows that end elsewhere than it thinks', () => {
    const { phase, out, endStep } = createPhase()
    phase.beforeWatermark(1)
    phase.push(INSERT, rowOf([1]), 4)
    phase.beforeWatermark(5)
    expect(out).toEqual([])
    endStep()
    expect(out).toEqual(['key 7', '+I 1'])
  })

  it('takes no heed of watermarks before 1970', () => {
    const { phase, out } = createPhase()
    phase.push(INSERT, rowOf([1]), -5)
    phase.beforeWatermark(-1)
    expect(out).toEqual([])
  })
})
