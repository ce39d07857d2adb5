/** A command of `millrace`: gets the words after its name, answers the exit code. */
export type Command = (args: readonly string[]) => number | Promise<number>
