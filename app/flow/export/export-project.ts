import { type Records, recordOf, recordsOf } from '../edits/diff-of.ts'
import type { WorkspaceRecord } from '../records.ts'
import { fileName } from './file-name.ts'
import { printFlow } from './flow-file.ts'
import { printPack } from './pack-file.ts'
import { printJson } from './print-json.ts'
import { printProject } from './project-file.ts'
import { printTest } from './test-file.ts'

/** Files by their path with forward slashes. */
export type TextFiles = Map<string, Uint8Array>

const byNameAndId = (a: { name: string; id: string }, b: { name: string; id: string }): number =>
  compare(a.name, b.name) || compare(a.id, b.id)
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/**
 * A project as files for people and git, the same bytes for the same project: `millrace.json`, a
 * folder per flow with its SQL and tests beside it, and the packs. Versions and publications are the
 * workspace's own history and stay out. What a pack holds is the caller's to find, in full or piece by piece.
 * Undefined when there is no such project.
 */
export function exportProject<Content>(
  records: Records,
  projectId: string,
  contentOf: (hash: string) => Content,
): Map<string, Uint8Array | Content> | undefined {
  const project = recordOf(records, 'project', projectId)
  if (project === undefined) return undefined
  const files: TextFiles = new Map()
  const contents = new Map<string, Content>()
  const inProject = <T extends WorkspaceRecord & { readonly project: string; readonly name: string }>(
    found: readonly T[],
  ): readonly T[] => found.filter((record) => record.project === projectId).sort(byNameAndId)
  const folders = inProject(recordsOf(records, 'folder'))
  const targets = inProject(recordsOf(records, 'target'))
  put(files, 'millrace.json', printJson(printProject(project, folders, targets)))
  const flowNames = new Set<string>()
  for (const flow of inProject(recordsOf(records, 'flow')))
    exportFlow(records, flow.id, `flows/${fileName(flow.name, flowNames)}`, files)
  const packNames = new Set<string>()
  for (const pack of inProject(recordsOf(records, 'pack'))) {
    const name = fileName(pack.name, packNames)
    const content = `${name}.${pack.format === 'csv' ? 'csv' : 'ndjson'}`
    put(files, `packs/${name}.json`, printJson(printPack(pack, content)))
    contents.set(`packs/${content}`, contentOf(pack.blob))
  }
  return new Map<string, Uint8Array | Content>([...files, ...contents])
}

/** One flow into a folder: `flow.json`, a file per SQL node, and its tests. */
export function exportFlow(records: Records, flowId: string, folder: string, files: TextFiles): void {
  const flow = recordOf(records, 'flow', flowId)
  if (flow === undefined) return
  const nodes = recordsOf(records, 'node', (node) => node.flow === flowId).sort(byNameAndId)
  const edges = recordsOf(records, 'edge', (edge) => edge.flow === flowId).sort((a, b) => compare(a.id, b.id))
  const sqlNames = new Set<string>()
  const sqlFiles = new Map<string, string>()
  for (const node of nodes) {
    if (node.config.kind !== 'sql') continue
    const file = `${fileName(node.name, sqlNames)}.sql`
    sqlFiles.set(node.id, file)
    put(files, `${folder}/${file}`, `${node.config.sql}\n`)
  }
  put(files, `${folder}/flow.json`, printJson(printFlow(flow, nodes, edges, (node) => sqlFiles.get(node.id))))
  const testNames = new Set<string>()
  for (const test of recordsOf(records, 'test', (record) => record.flow === flowId).sort(byNameAndId))
    put(files, `${folder}/tests/${fileName(test.name, testNames)}.json`, printJson(printTest(test)))
}

function put(files: TextFiles, path: string, text: string): void {
  files.set(path, new TextEncoder().encode(text))
}
