import type { FlowCheck, FlowDraft, ResultPage, RunEvent, RunRequest } from '../../app/api/contract.ts'
import type { CompiledScript } from '../../app/api/handlers/engine.ts'
import type { RowsRequest } from './messages.ts'

/** What an engine process can do, without saying how it is asked. */
export interface EngineWork {
  /** A first tiny run, so that the next one finds warm code. */
  warmUp(): void
  /** More of them, of other kinds and until their code is compiled, while nothing is asked. */
  warmFurther(isAsked: () => boolean): Promise<void>
  /** How large a pack is, and its first piece; what is missing is asked for while a run reads it. */
  holdPack(blob: string, size: number, first: Uint8Array): void
  /** Called before all else: where missing pieces are asked for. */
  onWant(want: (blob: string, offset: number) => void): void
  putPiece(blob: string, offset: number, bytes: Uint8Array): void
  /** Announces everything that happens, last `ended`. Between pieces of work other calls are answered. */
  run(run: string, request: RunRequest, emit: (event: RunEvent) => void): Promise<void>
  rows(request: RowsRequest): ResultPage | undefined
  check(draft: FlowDraft): FlowCheck
  /** The script that a target receives: the one that tests run. */
  compile(draft: FlowDraft): CompiledScript
}
