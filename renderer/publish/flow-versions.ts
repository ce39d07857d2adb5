import type { VersionRecord } from '../../app/flow/records.ts'
import { type Records, recordsOf } from '../state/document.ts'

/** Versions of a flow, the newest first. */
export const versionsOf = (records: Records, flow: string): readonly VersionRecord[] =>
  recordsOf(records, 'version')
    .filter((version) => version.flow === flow)
    .sort((a, b) => b.number - a.number)
