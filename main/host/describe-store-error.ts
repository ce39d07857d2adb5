import type { StoreError } from '../../app/workspace/store.ts'

/** For the terminal and for Electron's own message box, before there is a window. */
export function describeStoreError(path: string, error: StoreError): string {
  switch (error.tag) {
    case 'foreign':
      return `${path} is not a Millrace workspace (${error.reason}). It was left as it is.`
    case 'damaged':
      return `${path} is damaged (${error.reason}). It was left as it is; look for a copy beside it.`
    case 'newer-schema':
      return `${path} was made by a newer Millrace (schema ${error.found}, known ${error.known}). It was left as it is.`
    case 'io':
      return `${path}: could not ${error.operation} (${error.code}: ${error.message})`
    case 'locked':
    case 'lock-lost':
      return `${path} is in use by ${error.holder.owner} on ${error.holder.host}`
    case 'conflict':
      return `${path} was changed by somebody else (revision ${error.revision})`
  }
}
