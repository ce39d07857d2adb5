import { type ParseArgsConfig, parseArgs } from 'node:util'
import { EXIT } from './exit-code.ts'

type Options = NonNullable<ParseArgsConfig['options']>
type Parsed<O extends Options> = ReturnType<
  typeof parseArgs<{ args: string[]; options: O & typeof HELP; allowPositionals: true; strict: true }>
>

const HELP = { help: { type: 'boolean', short: 'h' } } as const

/**
 * The words of a command, sorted into flags and the rest. A number is an exit code: the help was asked
 * for and printed, or the words are wrong and that was said.
 */
export function readFlags<const O extends Options>(
  command: string,
  help: string,
  args: readonly string[],
  options: O,
): Parsed<O> | number {
  try {
    const config = { args: [...args], options: { ...options, ...HELP }, allowPositionals: true, strict: true } as const
    const parsed = parseArgs(config)
    if (!(parsed.values as { readonly help?: boolean }).help) return parsed as unknown as Parsed<O>
    console.log(help)
    return EXIT.ok
  } catch (error) {
    return misuse(command, error instanceof Error ? error.message : String(error))
  }
}

export function misuse(command: string, message: string): number {
  console.error(`millrace ${command}: ${message}\nmillrace ${command} --help says how it is used.`)
  return EXIT.usage
}

export function unavailable(command: string, message: string): number {
  console.error(`millrace ${command}: ${message}`)
  return EXIT.environment
}
