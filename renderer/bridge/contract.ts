import type { HostApi, HostEvent, RunEvent } from '../../app/api/contract.ts'

// Names for the parts of the contract that the window handles, taken from the contract itself, so
// that the window depends on nothing else of the host.

export type {
  FlowCheck,
  FlowDraft,
  HostApi,
  HostEvent,
  LoadedWorkspace,
  Preferences,
  RunEvent,
  SessionInfo,
} from '../../app/api/contract.ts'

type AnswerOf<M extends (...args: never[]) => Promise<unknown>> = Awaited<ReturnType<M>>
type ErrorOf<A> = A extends { readonly ok: false; readonly error: infer E } ? E : never

export type WorkspaceDiff = Parameters<HostApi['workspace']['save']>[0]
export type StoreError = ErrorOf<AnswerOf<HostApi['workspace']['save']>>
export type LockHolder = Extract<HostEvent, { readonly type: 'lock' }>['holder']
export type TestReport = Extract<RunEvent, { readonly kind: 'finished' }>['report']
export type Problem = TestReport['problems'][number]
export type ProblemPlace = Problem['place']
export type EdgeReport = TestReport['edges'][number]
