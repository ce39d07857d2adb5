import type { Command } from './command.ts'
import { EXIT } from './exit-code.ts'
import { createFrameReader, frame } from './lsp-frames.ts'
import { LspServer } from './lsp-server.ts'
import { misuse, readFlags } from './read-flags.ts'

const HELP = `Usage: millrace lsp [options]

Serves Flink SQL to an editor by the Language Server Protocol, over standard input and output:
completion, hover, definitions, references, rename, signature help, outline, folding, layout,
mistakes as millrace check finds them, and what can be done about them.

Point your editor's client for *.sql files at this command. Messages are in English, or in
Chinese when the editor's locale is.

  --stdio               taken for clients that pass it; there is no other way
  --clientProcessId ID  taken likewise; the server ends with its input

Exit code: 0 the editor said goodbye, 1 it went away without, 2 wrong usage.`

export const lsp: Command = (args) => {
  const flags = readFlags('lsp', HELP, args, { stdio: { type: 'boolean' }, clientProcessId: { type: 'string' } })
  if (typeof flags === 'number') return flags
  if (flags.positionals.length > 0) return misuse('lsp', `there is no use for ${flags.positionals[0]}`)
  return serve()
}

function serve(): Promise<number> {
  return new Promise((resolve) => {
    const frames = createFrameReader()
    const server = new LspServer({
      send: (message) => void process.stdout.write(frame(message)),
      exit: (code) => {
        process.stdin.destroy()
        resolve(code === 0 ? EXIT.ok : EXIT.failed)
      },
      complain: (text) => void process.stderr.write(`${text}\n`),
      soon: (work) => void setImmediate(work),
    })
    process.stdin.on('data', (bytes) => {
      for (const body of frames.push(bytes)) server.receive(body)
    })
    process.stdin.on('end', () => resolve(EXIT.failed))
    // The client is gone: there is nobody to tell.
    process.stdout.on('error', () => resolve(EXIT.failed))
  })
}
