/** What every command answers the shell with. */
export const EXIT = {
  ok: 0,
  /** Tests failed, or there are mistakes in what was looked at. */
  failed: 1,
  /** The command line is wrong. */
  usage: 2,
  /** A file cannot be read or written, a workspace is in use. */
  environment: 3,
} as const
