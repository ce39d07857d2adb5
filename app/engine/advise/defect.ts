import type { Diagnostic } from '../../sql/diagnostic.ts'
import type { MessageParams } from '../../sql/messages.ts'
import type { Span } from '../../sql/span.ts'
import { advice } from './advice.ts'
import { type DefectCode, FLINK_DEFECTS, type FlinkDefect } from './flink-defects.ts'

const LEDGER: ReadonlyMap<string, FlinkDefect> = new Map(FLINK_DEFECTS.map((defect) => [defect.code, defect]))

/** An entry of the ledger, met at a place. */
export function defect(code: DefectCode, span: Span, params: MessageParams = {}): Diagnostic {
  const { seen = '', issue } = LEDGER.get(code) ?? {}
  return advice(code, { ...params, source: issue === undefined ? `Flink ${seen}` : `Flink ${seen}, ${issue}` }, span)
}
