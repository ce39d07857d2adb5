import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

export interface Arguments {
  readonly workspace: string | undefined
  /** Print the address instead of opening a window. */
  readonly noWindow: boolean
  readonly help: boolean
}

/** Throws with a sentence for the user when an option is unknown. */
export function readArguments(words: readonly string[], folder = process.cwd()): Arguments {
  const { values } = parseArgs({
    args: [...words],
    options: {
      workspace: { type: 'string', short: 'w' },
      'no-window': { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  return {
    workspace: values.workspace === undefined ? undefined : resolve(folder, values.workspace),
    noWindow: values['no-window'] ?? false,
    help: values.help ?? false,
  }
}
