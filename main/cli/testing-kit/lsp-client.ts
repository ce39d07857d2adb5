import { type ChildProcessByStdio, spawn } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { createFrameReader, frame } from '../lsp-frames.ts'

const program = fileURLToPath(new URL('../millrace.ts', import.meta.url))

interface Answer {
  readonly id?: number | null
  readonly method?: string
  readonly result?: unknown
  readonly error?: { readonly code: number; readonly message: string }
  readonly params?: unknown
}

/** A mistake as the server tells it. */
export interface Told {
  readonly code: string
  readonly message: string
  readonly range: unknown
}

/** An editor as the server sees it, over a real process. */
export class LspClient {
  readonly child: ChildProcessByStdio<Writable, Readable, null>
  readonly #answers: Answer[] = []
  readonly #waiting = new Set<() => void>()
  #ids = 0

  constructor() {
    this.child = spawn(process.execPath, [program, 'lsp', '--stdio'], { stdio: ['pipe', 'pipe', 'ignore'] })
    const frames = createFrameReader()
    this.child.stdout.on('data', (bytes: Buffer) => {
      this.#answers.push(...frames.push(bytes).map((body) => JSON.parse(body) as Answer))
      for (const wake of this.#waiting) wake()
    })
  }

  raw(bytes: string | Buffer): void {
    this.child.stdin.write(bytes)
  }

  notify(method: string, params: unknown): void {
    this.raw(frame({ jsonrpc: '2.0', method, params }))
  }

  async request(method: string, params: unknown): Promise<Answer> {
    const id = ++this.#ids
    this.raw(frame({ jsonrpc: '2.0', id, method, params }))
    return this.next((answer) => answer.id === id)
  }

  /** The result, in whatever form the test knows it to have. */
  async ask<T>(method: string, params: unknown): Promise<T> {
    const { result, error } = await this.request(method, params)
    if (error !== undefined) throw new Error(`${error.code} ${error.message}`)
    return result as T
  }

  /** The first answer that has come, or will come, of this kind; it is taken. */
  async next(fits: (answer: Answer) => boolean): Promise<Answer> {
    for (;;) {
      const at = this.#answers.findIndex(fits)
      const [found] = at < 0 ? [] : this.#answers.splice(at, 1)
      if (found !== undefined) return found
      await new Promise<void>((resolve) => {
        const wake = () => {
          this.#waiting.delete(wake)
          resolve()
        }
        this.#waiting.add(wake)
      })
    }
  }

  async diagnostics(uri: string): Promise<readonly Told[]> {
    const { params } = await this.next(({ method, params }) => {
      return method === 'textDocument/publishDiagnostics' && (params as { uri: string }).uri === uri
    })
    return (params as { diagnostics: readonly Told[] }).diagnostics
  }

  initialize(locale = 'en'): Promise<unknown> {
    const completion = { completionItem: { snippetSupport: true } }
    return this.ask('initialize', {
      processId: null,
      rootUri: null,
      locale,
      capabilities: { textDocument: { completion } },
    })
  }

  /** Says goodbye and answers the exit code. */
  async close(): Promise<number | null> {
    await this.ask('shutdown', undefined)
    const ended = this.#end()
    this.notify('exit', undefined)
    return ended
  }

  /** Goes away without a word. */
  leave(): Promise<number | null> {
    const ended = this.#end()
    this.child.stdin.end()
    return ended
  }

  #end(): Promise<number | null> {
    return new Promise((resolve) => this.child.once('exit', resolve))
  }
}
