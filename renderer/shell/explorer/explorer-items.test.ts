import { describe, expect, it } from 'vitest'
import { sampleWorkspace } from '../../bridge/sample-workspace.ts'
import { treeKey } from '../../ui/Tree.tsx'
import { explorerItems, sectionId } from './explorer-items.ts'

const records = new Map(sampleWorkspace.map((record) => [record.id, record]))
const show = (isOpen: (id: string) => boolean): readonly string[] =>
  explorerItems(records, 'project_shop', isOpen).map((item) =>
    item.kind === 'section' ? `${item.section} ${item.count}` : `${'  '.repeat(item.level - 1)}${item.record.name}`,
  )

describe('the explorer', () => {
  it('counts what its folded sections hold', () => {
    expect(show(() => false)).toEqual(['flows 4', 'packs 2', 'tests 6', 'targets 2'])
  })

  it('lists folders first, and what is in them one level deeper', () => {
    const open = new Set([sectionId('flows'), 'folder_clicks'])
    expect(show((id) => open.has(id)).slice(0, 6)).toEqual([
      'flows 4',
      '  clicks',
      '    click-sessions',
      '  late-payments',
      '  login-alarm',
      '  orders-enriched',
    ])
  })

  it('shows nothing of another project', () => {
    expect(explorerItems(records, 'other', () => false).map((item) => item.kind === 'section' && item.count)).toEqual([
      0, 0, 0, 0,
    ])
  })
})

describe('the keys of a tree', () => {
  const items = [
    { id: 'a', level: 1, label: 'a', expanded: true },
    { id: 'b', level: 2, label: 'b' },
    { id: 'c', level: 1, label: 'c', expanded: false },
  ]
  it('go up to the parent and fold it', () => {
    expect(treeKey('ArrowLeft', items, 1)).toEqual({ kind: 'move', to: 0 })
    expect(treeKey('ArrowLeft', items, 0)).toEqual({ kind: 'toggle', expanded: false })
  })
  it('unfold, and go into what is unfolded', () => {
    expect(treeKey('ArrowRight', items, 2)).toEqual({ kind: 'toggle', expanded: true })
    expect(treeKey('ArrowRight', items, 0)).toEqual({ kind: 'move', to: 1 })
  })
  it('leave other keys to others', () => {
    expect(treeKey('F2', items, 0)).toBeUndefined()
  })
})
