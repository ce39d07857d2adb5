import { describe, expect, it } from 'vitest'
import { ok } from '../../app/base/result.ts'
import type { FlowRecord } from '../../app/flow/records.ts'
import type { LoadedWorkspace } from '../bridge/contract.ts'
import { createFakeHost } from '../bridge/fake-host.ts'
import { createRegistry } from '../registry/registry.ts'
import { loadWorkspace } from './load-workspace.ts'
import { updateRecord } from './record-edits.ts'
import { createSession } from './session.ts'
import { createWorkbench } from './workbench.ts'

const flow: FlowRecord = {
  id: 'f',
  type: 'flow',
  project: 'p',
  name: 'one',
  description: '',
  settings: { timeAttribute: 'event', options: [] },
}

async function open(draft: { readonly session: string; readonly from: FlowRecord }) {
  const host = createFakeHost({ records: [flow] })
  const dropped: string[] = []
  const load = host.api.workspace.load
  host.api.workspace.load = async () => {
    const answer = await load()
    if (!answer.ok) return answer
    const diff = updateRecord(draft.from, { name: 'typed' })
    const loaded: LoadedWorkspace = {
      ...answer.value,
      drafts: [{ session: draft.session, base: 11, at: 0, diff }],
    }
    return ok(loaded)
  }
  host.api.workspace.dropDraft = async (session) => {
    dropped.push(session)
    return ok(undefined)
  }
  const session = createSession('en', 'dark')
  session.set({ info: { ...session.get().info, session: 'this' } })
  const workbench = createWorkbench({ host, registry: createRegistry([]), session, now: () => 0, random: () => 0.5 })
  await loadWorkspace(workbench)
  await workbench.saving.flushDraft()
  const { name } = workbench.document.get().records.get('f') as FlowRecord
  return { name, dropped, host, workbench }
}

describe('a draft that was left behind', () => {
  it('is put back, and dropped once this window has it as its own', async () => {
    const { name, dropped, host } = await open({ session: 'dead', from: flow })
    await Promise.resolve()
    expect([name, dropped]).toEqual(['typed', ['dead']])
    expect(Object.keys(host.drafts[0]?.[0].updated ?? {})).toEqual(['f'])
  })

  it('is put back after a reload of the window that typed it', async () => {
    const { name, dropped } = await open({ session: 'this', from: flow })
    expect([name, dropped]).toEqual(['typed', []])
  })

  it('can be taken back in one step', async () => {
    const { workbench } = await open({ session: 'dead', from: flow })
    workbench.document.undo()
    expect((workbench.document.get().records.get('f') as FlowRecord).name).toBe('one')
  })

  it('is offered as text and kept when the workspace has changed since', async () => {
    const { name, dropped, workbench } = await open({ session: 'dead', from: { ...flow, name: 'older' } })
    expect([name, dropped]).toEqual(['one', []])
    expect(
      workbench.notifications.get().shown.map(({ title, details }) => [title.key, details?.includes('typed')]),
    ).toEqual([['draft.conflict', true]])
  })
})
