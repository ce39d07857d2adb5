import { fork } from 'node:child_process'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { EngineProcess } from './engine-port.ts'

export interface EngineProgram {
  readonly entry: URL
  /** All that the process may read: its own code. */
  readonly readable: readonly URL[]
  readonly heapMb: number
}

const at = (path: string) => new URL(path, import.meta.url)

const HEAP_MB = 4096

/** From source: right after every change, and slow to start, because it is hundreds of files. */
export const engineProgram: EngineProgram = {
  entry: at('./engine-process.ts'),
  readable: [at('./'), at('../../app/'), at('../../package.json')],
  heapMb: HEAP_MB,
}

/** As one file, which is all that it may read. */
export function bundledEngine(path: string): EngineProgram {
  const entry = pathToFileURL(path)
  return { entry, readable: [entry], heapMb: HEAP_MB }
}

/** A child process that may read its own code and nothing else: no writing, children, threads, add-ons. */
export function spawnEngine(program: EngineProgram = engineProgram): EngineProcess {
  const rights = program.readable.map((url) => `--allow-fs-read=${readablePath(url)}`)
  const child = fork(fileURLToPath(program.entry), [String(program.heapMb)], {
    execPath: process.execPath,
    execArgv: ['--permission', ...rights, `--max-old-space-size=${program.heapMb}`],
    env: systemEnvironment(),
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  let complaint = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-4000)
  })
  return {
    post(message) {
      // A process that just died is told nothing: its exit is announced next.
      if (child.connected) child.send(message as object, () => {})
    },
    onMessage: (listener) => void child.on('message', listener),
    onExit(listener) {
      let said = false
      const say = (reason: string) => {
        if (!said) listener(reason)
        said = true
      }
      child.on('error', (error) => say(error.message))
      child.on('close', (code, signal) =>
        say(reasonOf(complaint, program.heapMb) || `ended with ${signal ?? `code ${code}`}`),
      )
    },
    kill: () => void child.kill('SIGKILL'),
  }
}

/** The process's last words; those of the machine about its memory in ours. */
const reasonOf = (complaint: string, heapMb: number): string =>
  /heap out of memory|heap limit/i.test(complaint)
    ? `The run needed more than the ${heapMb} MB of memory that the engine has`
    : complaint.trim()

const readablePath = (url: URL): string => {
  const path = fileURLToPath(url)
  return url.pathname.endsWith('/') ? `${path}*` : path
}

/** Nothing of the user's environment; Windows cannot start a program without this one. */
function systemEnvironment(): Record<string, string> {
  const root = process.env['SystemRoot']
  return root === undefined ? {} : { SystemRoot: root }
}
