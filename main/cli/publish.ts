import { randomBytes } from 'node:crypto'
import type { OpenWorkspace } from '../../app/api/open-workspace.ts'
import { openWorkspace } from '../../app/api/open-workspace.ts'
import { failed, ok, type Result } from '../../app/base/result.ts'
import { recordsOf } from '../../app/flow/edits/diff-of.ts'
import { type FlowRecord, type TargetRecord, versionLabel, type WorkspaceRecord } from '../../app/flow/records.ts'
import { describeStoreError } from '../host/describe-store-error.ts'
import { createIdMaker } from '../host/id-maker.ts'
import { createHostPublisher, NotRecorded } from '../host/publisher.ts'
import { type ChosenVersion, currentVersion, findVersion, type NoVersion } from './choose-version.ts'
import type { Command } from './command.ts'
import { EXIT } from './exit-code.ts'
import { type FoundFlow, findFlow } from './find-flow.ts'
import { openStore, tellOpenFailure } from './open-project.ts'
import { problemLine } from './problem-place.ts'
import { tellCalls, tellOutcome } from './publish-text.ts'
import { misuse, readFlags, unavailable } from './read-flags.ts'

const HELP = `Usage: millrace publish FLOW --target NAME [options]

Sends a version of a flow to a target and says what became of it. FLOW is the name of a flow in
the workspace, or the folder of a flow in text files, which can only be shown (--dry-run). When the
flow differs from its newest version, the next one is made first.

  --target NAME      where to: a target of the flow's project
  --version N        publish this version (3 or v00003) instead
  --note TEXT        what is new, for a version that is made
  --dry-run          print every call byte for byte, make none, and change nothing; {job-id},
                     {session} and {operation} stand for what is only known then
  --gateway URL      with --dry-run in place of a target: its SQL Gateway …
  --rest URL         … and its Flink REST
  --workspace FILE   the workspace (.millrace); without it that of this user
  --json             print one JSON document instead of text

Exit code: 0 published, 1 not published, or not known, and why; 2 wrong usage, 3 the workspace or the
target cannot be reached.`

const OPTIONS = {
  target: { type: 'string' },
  version: { type: 'string' },
  note: { type: 'string' },
  'dry-run': { type: 'boolean' },
  gateway: { type: 'string' },
  rest: { type: 'string' },
  workspace: { type: 'string' },
  json: { type: 'boolean' },
} as const

interface Wanted {
  readonly target?: string | undefined
  readonly version?: string | undefined
  readonly note?: string | undefined
  readonly gateway?: string | undefined
  readonly rest?: string | undefined
  readonly json?: boolean | undefined
}
type Records = ReadonlyMap<string, WorkspaceRecord>

export const publish: Command = async (args) => {
  const flags = readFlags('publish', HELP, args, OPTIONS)
  if (typeof flags === 'number') return flags
  const { values, positionals } = flags
  const [name, ...more] = positionals
  if (name === undefined || more.length > 0) return misuse('publish', 'name one flow')
  const found = findFlow(name, values.workspace)
  if (!found.ok) return tellOpenFailure('publish', found.error)
  if (values['dry-run']) return dryRun(found.value, values)
  if (values.gateway !== undefined || values.rest !== undefined)
    return misuse('publish', '--gateway and --rest only show calls, with --dry-run: what is sent is recorded')
  const { workspace } = found.value
  if (workspace === undefined)
    return misuse('publish', 'a flow in text files can only be shown (--dry-run); millrace import it to publish it')
  return withWorkspace(workspace, (open) => send(open, found.value, values))
}

/** Nothing is locked, written or called: the version and the target may be made up for the occasion. */
function dryRun(found: FoundFlow, wanted: Wanted): number {
  const { records } = found.project
  const target = chooseTarget(records, found.flow, wanted)
  if (typeof target === 'string') return misuse('publish', target)
  const chosen = chooseVersion(records, found.flow, wanted, 'version_next')
  if (!chosen.ok) return tellNoVersion(chosen.error, found, records)
  const { version } = chosen.value
  const all = new Map(records).set(version.id, version).set(target.id, target)
  const { publisher } = createHostPublisher({ records: () => all, record: () => ok(undefined) }, newId)
  const planned = publisher.dryRun(version.id, target.id)
  if (!planned.ok) return tellOutcome(chosen.value, target, planned, wanted.json)
  tellCalls(chosen.value, target, planned.value, wanted.json)
  return EXIT.ok
}

async function send(workspace: OpenWorkspace, found: FoundFlow, wanted: Wanted): Promise<number> {
  const records = workspace.records()
  const target = chooseTarget(records, found.flow, wanted)
  if (typeof target === 'string') return misuse('publish', target)
  const chosen = chooseVersion(records, found.flow, wanted, newId('version'))
  if (!chosen.ok) return tellNoVersion(chosen.error, found, records)
  const { version, isNew } = chosen.value
  if (isNew) {
    const recorded = workspace.record([version])
    if (!recorded.ok) return unavailable('publish', describeStoreError(found.project.path, recorded.error))
    if (!wanted.json) console.log(`${versionLabel(version.number)} of ${found.flow.name} is made`)
  }
  const { publisher } = createHostPublisher(workspace, newId)
  try {
    return tellOutcome(chosen.value, target, await publisher.start(version.id, target.id), wanted.json)
  } catch (thrown) {
    if (!(thrown instanceof NotRecorded)) throw thrown
    return unavailable('publish', describeStoreError(found.project.path, thrown.cause))
  }
}

const newId = createIdMaker(randomBytes)

/** Holds the workspace's lock meanwhile: a window that has it open publishes from there. */
async function withWorkspace(path: string, work: (workspace: OpenWorkspace) => Promise<number>): Promise<number> {
  const store = openStore(path)
  if (!store.ok) return tellOpenFailure('publish', store.error)
  const opened = openWorkspace(store.value, 'millrace publish', Date.now, { onRecords() {}, onLock() {} })
  if (!opened.ok) {
    store.value.close()
    return unavailable('publish', describeStoreError(path, opened.error))
  }
  const workspace = opened.value
  const beat = setInterval(() => workspace.beat(), HEARTBEAT_MS)
  try {
    const { mine, holder } = workspace.lock()
    if (!mine && holder !== undefined)
      return unavailable('publish', describeStoreError(path, { tag: 'locked', holder }))
    return await work(workspace)
  } finally {
    clearInterval(beat)
    workspace.close()
  }
}

const HEARTBEAT_MS = 5_000

/** The target that is meant; a text says why there is none. */
function chooseTarget(records: Records, flow: FlowRecord, { target, gateway, rest }: Wanted): TargetRecord | string {
  if (gateway !== undefined && rest !== undefined)
    return {
      ...{ id: 'target_shown', type: 'target', project: flow.project, name: target ?? gateway, kind: 'sql-gateway' },
      ...{ gatewayUrl: gateway, restUrl: rest, environment: 'test' },
    }
  if (gateway !== undefined || rest !== undefined) return '--gateway and --rest go together'
  const targets = recordsOf(records, 'target', ({ project }) => project === flow.project)
  const names = targets.map(({ name }) => name).join(', ')
  const known = names === '' ? 'the project has no targets' : `there are: ${names}`
  if (target === undefined) return `say where to with --target; ${known}`
  const found = targets.filter(({ name }) => name === target)
  if (found.length > 1) return `several targets have the name ${target}`
  return found[0] ?? `there is no target ${target}; ${known}`
}

function chooseVersion(
  records: Records,
  flow: FlowRecord,
  { version, note = '' }: Wanted,
  id: string,
): Result<ChosenVersion, NoVersion> {
  if (version === undefined) return currentVersion(records, flow.id, { id, createdAt: Date.now(), note })
  const found = findVersion(records, flow.id, version)
  return found.ok ? ok({ version: found.value, isNew: false }) : failed(found.error)
}

function tellNoVersion(error: NoVersion, { project }: FoundFlow, records: Records): number {
  if (error.kind === 'usage') return misuse('publish', error.message)
  for (const problem of error.problems) console.error(problemLine(problem, { ...project, records }))
  return EXIT.failed
}
