import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { projectTop } from '../../module-graph.ts'

// Nexmark itself (generator, queries, Flink's results) lies beside the project, as real Flink does.

/** What of the kit is used here. */
export interface NexmarkKit {
  readonly QUERIES: readonly string[]
  /** Queries that Flink refuses. */
  readonly REFUSED: readonly string[]
  /** Queries whose result depends on the clock. */
  readonly CLOCK: readonly string[]
  script(query: string, places: { readonly eventsFile: string; readonly sink?: string; readonly out?: string }): Script
  /** The frozen events, generated where they are not there yet. */
  events(options: DataOptions): { readonly file: string; readonly bytes: number; readonly sha256: string }
  digest(rows: readonly unknown[]): { readonly rows: number; readonly sha256: string }
  fold(changes: readonly Change[]): readonly unknown[]
  upsert(changes: readonly Change[], key: readonly number[]): readonly unknown[]
}
export interface Script {
  readonly ddl: readonly string[]
  readonly query: readonly string[]
}
export interface DataOptions {
  readonly events: number
  readonly seed: number
  readonly rate?: number
  readonly base?: string
  readonly outOfOrder?: number
}
export type Change = readonly [kind: string, row: readonly unknown[]]

export interface Expected {
  readonly sets: Readonly<Record<string, ExpectedSet>>
}
export interface ExpectedSet extends Required<DataOptions> {
  readonly queries: Readonly<Record<string, ExpectedResult>>
}
export interface ExpectedResult {
  readonly rows: number
  readonly sha256: string
  /** Where Flink's changes have to be folded by a key. */
  readonly upsertKey?: readonly number[]
}

export const nexmarkHome = resolve(process.env['MILLRACE_NEXMARK'] ?? join(projectTop, '../shared/nexmark'))

/** The kit, or undefined where it is not at hand. */
export async function loadKit(): Promise<NexmarkKit | undefined> {
  const file = join(nexmarkHome, 'kit.mjs')
  if (!existsSync(file)) return undefined
  return (await import(pathToFileURL(file).href)) as NexmarkKit
}

export function readExpected(): Expected {
  return JSON.parse(readFileSync(join(nexmarkHome, 'expected/expected.json'), 'utf8')) as Expected
}
