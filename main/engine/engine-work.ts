import type { FlowCheck, FlowDraft, ResultPage, RunEvent, RunRequest } from '../../app/api/contract.ts'
import type { CompiledScript } from '../../app/api/handlers/engine.ts'
import type { RowsRequest } from './messages.ts'

/** What an engine process can do, without saying how it is asked. */
export interface EngineWork {
  /** A first tiny run, so that the next one finds warm code. */
  warmUp(): void
  holdPack(blob: string, bytes: Uint8Array): void
  /** Announces everything that happens, last `ended`. Between pieces of work other calls are answered. */
  run(run: string, request: RunRequest, emit: (event: RunEvent) => void): Promise<void>
  rows(request: RowsRequest): ResultPage | undefined
  check(draft: FlowDraft): FlowCheck
  /** The script that a target receives: the one that tests run. */
  compile(draft: FlowDraft): CompiledScript
}
