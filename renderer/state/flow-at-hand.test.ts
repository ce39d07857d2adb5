import { describe, expect, it } from 'vitest'
import type { WorkspaceRecord } from '../../app/flow/records.ts'
import { flowAtHand } from './flow-at-hand.ts'
import type { RunsState } from './runs.ts'

const record = (type: string, id: string, rest: object = {}) => [id, { type, id, ...rest } as WorkspaceRecord] as const
const records = new Map([
  record('flow', 'f1'),
  record('flow', 'f2'),
  record('test', 't2', { flow: 'f2' }),
  record('version', 'v2', { flow: 'f2' }),
  record('pack', 'p'),
])
const ran = (latest?: string): RunsState => ({ byFlow: new Map(), latest, shown: new Map() })
const tab = (kind: string, id: string) => ({ kind, id })

describe('the flow at hand', () => {
  it('is that of the active tab, whatever ran last', () => {
    expect(flowAtHand(tab('flow', 'f1'), records, ran('f2'))).toBe('f1')
    expect(flowAtHand(tab('test', 't2'), records, ran('f1'))).toBe('f2')
    expect(flowAtHand(tab('version', 'v2'), records, ran('f1'))).toBe('f2')
  })

  it('is the one that ran last while the tab belongs to none', () => {
    expect(flowAtHand(tab('pack', 'p'), records, ran('f2'))).toBe('f2')
    expect(flowAtHand(undefined, records, ran('f2'))).toBe('f2')
  })

  it('is none before a run, or when that flow was deleted', () => {
    expect(flowAtHand(tab('pack', 'p'), records, ran())).toBeUndefined()
    expect(flowAtHand(undefined, records, ran('gone'))).toBeUndefined()
  })
})
