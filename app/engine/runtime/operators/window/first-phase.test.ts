import { describe, expect, it } from 'vitest'
import { INSERT } from '../../../../types/row-kind.ts'
import type { OperatorContext } from '../../operator.ts'
import { rowOf, writeChange } from '../../testing-kit/changelog.ts'
import { FirstPhase } from './first-phase.ts'

function createPhase(watermark: number) {
  const out: string[] = []
  const tasks: (() => void)[] = []
  const context = {
    watermark: () => watermark,
    atStepEnd: (task: () => void) => tasks.push(task),
    retainKey: () => 7,
    withRetainedKey: (key: number, act: () => void) => {
      out.push(`key ${key}`)
      act()
    },
  } as unknown as OperatorContext
  const phase = new FirstPhase(context, (kind, row) => out.push(writeChange(kind, row)))
  return { phase, out, endStep: () => tasks.splice(0).forEach((task) => void task()) }
}

describe('FirstPhase', () => {
  it('passes rows at once from 1970 on', () => {
    const { phase, out } = createPhase(0)
    phase.push(INSERT, rowOf([1]))
    expect(out).toEqual(['+I 1'])
  })

  it('holds rows before 1970 until their step has ended, and keeps their key', () => {
    const { phase, out, endStep } = createPhase(-1)
    phase.push(INSERT, rowOf([1]))
    phase.beforeWatermark(-1)
    expect(out).toEqual([])
    endStep()
    expect(out).toEqual(['key 7', '+I 1'])
  })

  it('lets them go before the first watermark from 1970 on', () => {
    const { phase, out, endStep } = createPhase(-1)
    phase.push(INSERT, rowOf([1]))
    phase.beforeWatermark(0)
    endStep()
    expect(out).toEqual(['key 7', '+I 1'])
  })
})
