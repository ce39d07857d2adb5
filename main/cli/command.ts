/** A command of `millrace`: gets the words after its name, answers the exit code. */
export interface Command {
  /** For the overview: `replay FILE… | -`. */
  readonly usage: string
  readonly summary: string
  run(args: readonly string[]): number | Promise<number>
}
