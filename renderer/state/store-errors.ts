import { unreachable } from '../../app/base/assert.ts'
import type { StoreError } from '../bridge/contract.ts'
import { type Message, message } from '../i18n/translate.ts'
import type { WorkspaceDocument } from './document.ts'
import type { Notifications } from './notifications.ts'
import type { Output } from './output.ts'
import type { SessionStore } from './session.ts'

interface Surroundings {
  readonly document: WorkspaceDocument
  readonly notifications: Notifications
  readonly output: Output
  readonly session: SessionStore
}

/** What happened, why, and what to do. The edits stay in the document whatever it is. */
export function describeStoreError(error: StoreError): Message {
  switch (error.tag) {
    case 'locked':
      return message('error.locked', { owner: error.holder.owner, host: error.holder.host })
    case 'lock-lost':
      return message('error.lockLost', { owner: error.holder.owner, host: error.holder.host })
    case 'conflict':
      return message('error.conflict', { revision: error.revision })
    case 'newer-schema':
      return message('error.newerSchema', { found: error.found, known: error.known })
    case 'foreign':
      return message('error.foreign', { reason: error.reason })
    case 'damaged':
      return message('error.damaged', { reason: error.reason })
    case 'io':
      return message('error.io', { operation: error.operation, reason: error.message })
    default:
      return unreachable(error)
  }
}

export function reportStoreError({ document, notifications, output, session }: Surroundings, error: StoreError): void {
  const title = describeStoreError(error)
  output.write('error', title)
  if (error.tag === 'lock-lost' || error.tag === 'locked') {
    // The banner says who holds the lock and offers to take it over.
    document.setWritable(false)
    session.set({ lock: { holder: error.holder, mine: false } })
  }
  notifications.show({ severity: 'error', title, details: JSON.stringify(error, null, 2) })
}
