import { failed, ok, type Result } from '../../app/base/result.ts'
import { compareSnapshots, isSameJob } from '../../app/flow/compare-snapshots.ts'
import { createFlowGraph } from '../../app/flow/graph.ts'
import { type VersionRecord, versionLabel, type WorkspaceRecord } from '../../app/flow/records.ts'
import { nextVersion, snapshotOf, versionsOf } from '../../app/flow/versions.ts'
import { analyzeFlow } from '../../app/testing/analyze-flow.ts'
import type { Problem } from '../../app/testing/report.ts'

export interface ChosenVersion {
  readonly version: VersionRecord
  /** It is the next one and not yet in the workspace. */
  readonly isNew: boolean
}
export type NoVersion =
  | { readonly kind: 'usage'; readonly message: string }
  | { readonly kind: 'invalid'; readonly problems: readonly Problem[] }

/** `3` and `v00003` are the same version. */
export function readVersionNumber(text: string): number | undefined {
  const digits = /^v?(\d{1,9})$/.exec(text)?.[1]
  return digits === undefined ? undefined : Number(digits)
}

/** The version of that number, or why there is none. */
export function findVersion(
  records: ReadonlyMap<string, WorkspaceRecord>,
  flow: string,
  text: string,
): Result<VersionRecord, { readonly kind: 'usage'; readonly message: string }> {
  const number = readVersionNumber(text)
  const versions = versionsOf(records, flow)
  const version = versions.find((candidate) => candidate.number === number)
  if (version !== undefined) return ok(version)
  const known = versions.map((each) => versionLabel(each.number)).join(', ')
  return failed({
    kind: 'usage',
    message: `there is no version ${text}; ${known === '' ? 'the flow has none yet' : `there are: ${known}`}`,
  })
}

/** What a flow would be published as: its newest version when that is the same job, else the next one. */
export function currentVersion(
  records: ReadonlyMap<string, WorkspaceRecord>,
  flow: string,
  made: Pick<VersionRecord, 'id' | 'createdAt' | 'note'>,
): Result<ChosenVersion, NoVersion> {
  const graph = createFlowGraph(records.values(), flow)
  const snapshot = snapshotOf(records, flow)
  if (graph === undefined || snapshot === undefined) return failed({ kind: 'usage', message: 'there is no such flow' })
  const { compiled, problems } = analyzeFlow(graph)
  if (problems.some(({ severity }) => severity === 'error')) return failed({ kind: 'invalid', problems })
  const { script } = compiled
  const [newest] = versionsOf(records, flow)
  const isKnown = newest?.script === script && isSameJob(compareSnapshots(newest.snapshot, snapshot))
  return ok(
    newest !== undefined && isKnown
      ? { version: newest, isNew: false }
      : { version: nextVersion(records, snapshot, { ...made, script }), isNew: true },
  )
}
