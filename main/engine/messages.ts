import type { FlowCheck, FlowDraft, ResultPage, RunEvent, RunRequest } from '../../app/api/contract.ts'
import type { CompiledScript } from '../../app/api/handlers/engine.ts'

export interface RowsRequest {
  readonly run: string
  readonly test: string
  readonly sink: string
  readonly from: number
  readonly count: number
}

/** Packs travel in pieces of this size, cut from their start. */
export const PIECE_BYTES = 1024 * 1024

/** Handled in this order; packs come before the run that reads them, with their first piece. */
export type ToEngine =
  | { readonly type: 'pack'; readonly blob: string; readonly size: number; readonly first: Uint8Array }
  | { readonly type: 'piece'; readonly blob: string; readonly offset: number; readonly bytes: Uint8Array }
  | { readonly type: 'run'; readonly run: string; readonly request: RunRequest }
  | { readonly type: 'rows'; readonly call: number; readonly request: RowsRequest }
  | { readonly type: 'check'; readonly call: number; readonly draft: FlowDraft }
  | { readonly type: 'compile'; readonly call: number; readonly draft: FlowDraft }

export type FromEngine =
  | { readonly type: 'warm' }
  /** A run needs this piece of a pack. */
  | { readonly type: 'want'; readonly blob: string; readonly offset: number }
  | { readonly type: 'run'; readonly run: string; readonly event: RunEvent }
  | { readonly type: 'rows'; readonly call: number; readonly page: ResultPage | undefined }
  | { readonly type: 'check'; readonly call: number; readonly check: FlowCheck }
  | { readonly type: 'compile'; readonly call: number; readonly compiled: CompiledScript }
