import { describe, expect, it } from 'vitest'
import { isEmptyDiff } from '../../app/base/diff.ts'
import type { FlowRecord, WorkspaceRecord } from '../../app/flow/records.ts'
import { createDocument, dirtyFlows, type WorkspaceDocument } from './document.ts'
import { addRecord, removeRecord, updateRecord } from './record-edits.ts'

const flow = (name: string): FlowRecord => ({
  id: 'f',
  type: 'flow',
  project: 'p',
  name,
  description: '',
  settings: { timeAttribute: 'event', options: [] },
})
const node: WorkspaceRecord = {
  id: 'n',
  type: 'node',
  flow: 'f',
  name: 'in',
  x: 0,
  y: 0,
  config: { kind: 'sql', sql: '' },
}
const LABEL = { key: 'edit.restore' } as const

function open(): { readonly document: WorkspaceDocument; tick(ms: number): void } {
  let time = 0
  const document = createDocument(() => time)
  document.replace([flow('one')], 7)
  document.setWritable(true)
  return {
    document,
    tick: (ms) => {
      time += ms
    },
  }
}
const nameOf = (document: WorkspaceDocument): string => (document.get().records.get('f') as FlowRecord).name
const rename = (document: WorkspaceDocument, name: string, key?: string): boolean => {
  const from = document.get().records.get('f') as FlowRecord
  return document.edit(updateRecord(from, { name }), LABEL, key === undefined ? {} : { key })
}

describe('editing', () => {
  it('is taken back and repeated, a step at a time', () => {
    const { document } = open()
    rename(document, 'two')
    rename(document, 'three')
    document.undo()
    expect(nameOf(document)).toBe('two')
    document.undo()
    expect(nameOf(document)).toBe('one')
    document.redo()
    document.redo()
    expect(nameOf(document)).toBe('three')
  })

  it('joins quick edits of one field into one step', () => {
    const { document, tick } = open()
    for (const name of ['o', 'on', 'once']) {
      rename(document, name, 'f.name')
      tick(100)
    }
    document.undo()
    expect(nameOf(document)).toBe('one')
  })

  it('begins a new step after a pause, and after the gesture has ended', () => {
    const { document, tick } = open()
    rename(document, 'a', 'f.name')
    tick(5_000)
    rename(document, 'b', 'f.name')
    document.seal()
    rename(document, 'c', 'f.name')
    document.undo()
    expect(nameOf(document)).toBe('b')
    document.undo()
    expect(nameOf(document)).toBe('a')
  })

  it('forgets what could be repeated once something else is done', () => {
    const { document } = open()
    rename(document, 'two')
    document.undo()
    rename(document, 'other')
    expect(document.redo()).toBeUndefined()
  })

  it('is refused while the window may only read', () => {
    const { document } = open()
    document.setWritable(false)
    expect(rename(document, 'two')).toBe(false)
    expect(nameOf(document)).toBe('one')
  })
})

describe('what is unsaved', () => {
  it('is nothing again after undo', () => {
    const { document } = open()
    rename(document, 'two')
    document.undo()
    expect(isEmptyDiff(document.get().unsaved)).toBe(true)
  })

  it('marks the flow that a node belongs to', () => {
    const { document } = open()
    document.edit(addRecord(node), LABEL)
    expect([...dirtyFlows(document.get().unsaved)]).toEqual(['f'])
  })

  it('keeps edits made while a save was on its way', () => {
    const { document } = open()
    rename(document, 'two')
    document.beginSave()
    document.edit(addRecord(node), LABEL)
    document.endSave({ revision: 8, savedAt: 1 })
    expect(Object.keys(document.get().unsaved.added)).toEqual(['n'])
    expect(document.get().unsaved.updated).toEqual({})
    expect(document.get().revision).toBe(8)
  })

  it('is all still there when a save fails', () => {
    const { document } = open()
    rename(document, 'two')
    document.beginSave()
    document.edit(addRecord(node), LABEL)
    document.endSave(undefined)
    const { unsaved, revision } = document.get()
    expect([Object.keys(unsaved.added), Object.keys(unsaved.updated), revision]).toEqual([['n'], ['f'], 7])
  })

  it('is made from the saved state when a save is undone', () => {
    const { document } = open()
    rename(document, 'two')
    document.beginSave()
    document.endSave({ revision: 8, savedAt: 1 })
    document.undo()
    const [from, to] = document.get().unsaved.updated['f'] as readonly [FlowRecord, FlowRecord]
    expect([from.name, to.name]).toEqual(['two', 'one'])
  })

  it('wins over what arrives from outside', () => {
    const { document } = open()
    rename(document, 'mine')
    document.receive({ added: {}, updated: { f: [flow('one'), flow('theirs')] }, removed: {} }, 9)
    expect([nameOf(document), document.get().revision]).toEqual(['mine', 9])
  })
})

describe('removing', () => {
  it('takes along what hangs on a flow, and undo brings all of it back', () => {
    const { document } = open()
    document.edit(addRecord(node), LABEL)
    document.edit(removeRecord(document.get().records, 'f'), LABEL)
    expect(document.get().records.size).toBe(0)
    document.undo()
    expect([...document.get().records.keys()].sort()).toEqual(['f', 'n'])
  })
})
