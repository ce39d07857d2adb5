import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { FlowRecord } from '../../app/flow/records.ts'
import type { StoreError } from '../bridge/contract.ts'
import { createFakeHost, type FakeHostOptions } from '../bridge/fake-host.ts'
import { createDocument } from './document.ts'
import { updateRecord } from './record-edits.ts'
import { createSaving } from './saving.ts'

const flow: FlowRecord = {
  id: 'f',
  type: 'flow',
  project: 'p',
  name: 'one',
  description: '',
  settings: { timeAttribute: 'event', options: [] },
}

async function open(options: FakeHostOptions = {}) {
  const host = createFakeHost({ records: [flow], ...options })
  const document = createDocument(() => 0)
  const loaded = await host.api.workspace.load()
  if (loaded.ok) document.replace(loaded.value.records, loaded.value.revision)
  document.setWritable(true)
  const failures: StoreError[] = []
  const saving = createSaving(document, host, { failed: (error) => failures.push(error) })
  const rename = (name: string): boolean => {
    const from = document.get().records.get('f') as FlowRecord
    return document.edit(updateRecord(from, { name }), { key: 'edit.restore' })
  }
  return { host, document, saving, failures, rename }
}

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

describe('drafts', () => {
  it('are written within a second of an edit', async () => {
    const { host, rename } = await open()
    rename('two')
    await vi.advanceTimersByTimeAsync(1_000)
    expect(host.drafts.map(([diff]) => Object.keys(diff.updated))).toEqual([['f']])
  })

  it('are one for many quick edits', async () => {
    const { host, rename } = await open()
    for (const name of ['a', 'b', 'c']) rename(name)
    await vi.advanceTimersByTimeAsync(2_000)
    expect(host.drafts).toHaveLength(1)
  })

  it('are emptied when the edit is undone', async () => {
    const { host, document, rename } = await open()
    rename('two')
    await vi.advanceTimersByTimeAsync(1_000)
    document.undo()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(host.drafts.at(-1)?.[0]).toEqual({ added: {}, updated: {}, removed: {} })
  })
})

describe('saving', () => {
  it('sends all edits at once and moves to the new revision', async () => {
    const { host, document, saving, rename } = await open()
    rename('two')
    expect(await saving.save()).toBe(true)
    expect(host.saves).toHaveLength(1)
    expect([document.get().revision, document.get().unsaved.updated]).toEqual([13, {}])
  })

  it('says why it failed and keeps the edits', async () => {
    const { document, saving, failures, rename } = await open({ failSave: { tag: 'conflict', revision: 99 } })
    rename('two')
    expect(await saving.save()).toBe(false)
    expect(failures).toEqual([{ tag: 'conflict', revision: 99 }])
    expect(Object.keys(document.get().unsaved.updated)).toEqual(['f'])
    expect((document.get().records.get('f') as FlowRecord).name).toBe('two')
  })

  it('can be tried again after it failed', async () => {
    const { document, saving, rename } = await open({
      failSave: { tag: 'io', operation: 'write', code: 'ENOSPC', message: 'disk full' },
    })
    rename('two')
    await saving.save()
    expect(await saving.save()).toBe(true)
    expect(document.get().unsaved.updated).toEqual({})
  })

  it('does nothing when there is nothing to save', async () => {
    const { host, saving } = await open()
    expect(await saving.save()).toBe(true)
    expect(host.saves).toHaveLength(0)
  })
})
