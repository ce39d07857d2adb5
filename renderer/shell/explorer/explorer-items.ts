import type { RecordOf } from '../../../app/flow/records.ts'
import type { MenuPlace } from '../../registry/command.ts'
import { type Records, recordsOf } from '../../state/document.ts'
import type { IconName } from '../../ui/Icon.tsx'

export const SECTIONS = ['flows', 'packs', 'tests', 'targets'] as const
export type Section = (typeof SECTIONS)[number]

/** A row of the explorer before it is put into words. */
export type ExplorerItem =
  | {
      readonly kind: 'section'
      readonly id: string
      readonly section: Section
      readonly count: number
      readonly level: 1
    }
  | {
      readonly kind: 'record'
      readonly id: string
      readonly record: RecordOf<'folder' | 'flow' | 'pack' | 'test' | 'target'>
      readonly level: number
    }

export const sectionId = (section: Section): string => `section-${section}`

const byName = (a: { readonly name: string }, b: { readonly name: string }): number => a.name.localeCompare(b.name)

/** The project as a tree, flattened: only what its open sections and folders show. */
export function explorerItems(
  records: Records,
  project: string | undefined,
  isOpen: (id: string) => boolean,
): readonly ExplorerItem[] {
  if (project === undefined) return []
  const flows = recordsOf(records, 'flow').filter((flow) => flow.project === project)
  const flowIds = new Set(flows.map((flow) => flow.id))
  const ofProject = {
    flows,
    packs: recordsOf(records, 'pack').filter((pack) => pack.project === project),
    tests: recordsOf(records, 'test').filter((test) => flowIds.has(test.flow)),
    targets: recordsOf(records, 'target').filter((target) => target.project === project),
  }
  return SECTIONS.flatMap((section): ExplorerItem[] => {
    const id = sectionId(section)
    const head: ExplorerItem = { kind: 'section', id, section, count: ofProject[section].length, level: 1 }
    if (!isOpen(id)) return [head]
    const rows =
      section === 'flows'
        ? flowItems(records, flows, project, isOpen)
        : [...ofProject[section]]
            .sort(byName)
            .map((record): ExplorerItem => ({ kind: 'record', id: record.id, record, level: 2 }))
    return [head, ...rows]
  })
}

function flowItems(
  records: Records,
  flows: readonly RecordOf<'flow'>[],
  project: string,
  isOpen: (id: string) => boolean,
): ExplorerItem[] {
  const folders = recordsOf(records, 'folder').filter((folder) => folder.project === project)
  const within = (parent: string | undefined, level: number): ExplorerItem[] => [
    ...folders
      .filter((folder) => folder.parent === parent)
      .sort(byName)
      .flatMap((record): ExplorerItem[] => [
        { kind: 'record', id: record.id, record, level },
        ...(isOpen(record.id) ? within(record.id, level + 1) : []),
      ]),
    ...flows
      .filter((flow) => flow.folder === parent)
      .sort(byName)
      .map((record): ExplorerItem => ({ kind: 'record', id: record.id, record, level })),
  ]
  return within(undefined, 2)
}

export function menuPlace(item: ExplorerItem): MenuPlace {
  if (item.kind === 'section') return `explorer.${item.section}`
  return item.record.type === 'folder' ? 'explorer.flows' : `explorer.${item.record.type}`
}

export function itemIcon(item: ExplorerItem): IconName | undefined {
  if (item.kind === 'section') return undefined
  return item.record.type === 'folder' ? 'folder' : undefined
}
