import type { ConnectorMode, SinkMode } from '../catalog/table.ts'
import type { TableOverride } from '../run-types.ts'
import { Session } from '../session.ts'
import type { CaseTable, EngineCase } from './engine-case.ts'

/** A new session with the options of a case and what the case says of its tables beyond their DDL. */
export function createCaseSession(engineCase: EngineCase): Session {
  return new Session({
    config: Object.entries(engineCase.config),
    tables: new Map(Object.entries(engineCase.tables).map(([name, table]) => [name, overrideOf(table)])),
  })
}

function overrideOf(table: CaseTable): TableOverride {
  const { changelogMode, sinkMode, watermark, lookup } = table
  return {
    ...(changelogMode !== undefined && { sourceMode: modeOf(changelogMode) }),
    ...(sinkMode !== undefined && { sinkMode: sinkModeOf(sinkMode) }),
    ...(watermark !== undefined && { watermarkPushDown: watermark === 'pushdown' }),
    ...(lookup !== undefined && { lookup }),
  }
}

/** The harness's words for changelog modes: also lists of kinds, `I,UA,D`. */
function modeOf(text: string): ConnectorMode {
  if (text === 'I' || text === 'append') return 'insert'
  const kinds = text.split(',')
  if (text.startsWith('upsert') || (kinds.includes('UA') && !kinds.includes('UB'))) return 'upsert'
  return 'all'
}

const sinkModeOf = (text: string): SinkMode => (text === 'requested' ? text : modeOf(text))
