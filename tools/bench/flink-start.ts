import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { projectTop } from '../module-graph.ts'

// How long an author waits for the first row with Flink itself. The kit beside the project brings the servers.

const kit = resolve(process.env['ORACLE_HOME'] ?? `${projectTop}/../shared/oracle`)
const CLUSTER = 'http://localhost:8081'
const GATEWAY = 'http://localhost:8083'

export interface FlinkStart {
  readonly start: string
  readonly milliseconds: number
}

/** The statements of a job, the last a query: in new servers, again and again in one session, and by a new SQL client. */
export async function* timeFlinkStart(
  statements: readonly string[],
  folder: string,
  runs: number,
): AsyncGenerator<FlinkStart> {
  if (await answers(`${CLUSTER}/overview`)) throw new Error('A Flink cluster runs already; stop it to time its start')
  const began = performance.now()
  const since = (): number => performance.now() - began
  try {
    await script('flink-cluster.sh', ['start'])
    await script('sql-gateway.sh', ['start'])
    yield { start: 'Flink, cluster and gateway', milliseconds: since() }
    const session = await openSession(statements.slice(0, -1))
    const query = statements.at(-1) ?? ''
    await firstRow(session, query)
    yield { start: 'Flink, from nothing to the first row', milliseconds: since() }
    for (let run = 0; run < runs; run++)
      yield { start: 'Flink, a query in a session', milliseconds: await timed(() => firstRow(session, query)) }
    yield { start: 'Flink, a new SQL client', milliseconds: await timed(() => byClient(statements, folder)) }
  } finally {
    await script('flink-cluster.sh', ['stop'])
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

function script(name: string, words: readonly string[]): Promise<void> {
  return new Promise((done, fail) => {
    const child = spawn(`${kit}/${name}`, words, { stdio: ['ignore', 'ignore', 'inherit'] })
    child.on('error', fail)
    child.on('exit', (code) => (code === 0 ? done() : fail(new Error(`${name} ${words.join(' ')} ended with ${code}`))))
  })
}

interface ResultPage {
  readonly results?: { readonly data?: readonly unknown[] }
  readonly resultType?: 'NOT_READY' | 'PAYLOAD' | 'EOS'
  readonly nextResultUri?: string
}

async function call<T>(path: string, method: 'GET' | 'POST' | 'DELETE', body?: object): Promise<T> {
  const response = await fetch(`${GATEWAY}${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  })
  if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`)
  return (await response.json()) as T
}

async function openSession(statements: readonly string[]): Promise<string> {
  const { sessionHandle } = await call<{ sessionHandle: string }>('/v2/sessions', 'POST', {
    properties: { 'execution.runtime-mode': 'streaming' },
  })
  const session = `/v2/sessions/${sessionHandle}`
  for (const statement of statements) await firstRow(session, statement)
  return session
}

/** Submits a statement and reads its result until it has a row. */
async function firstRow(session: string, statement: string): Promise<void> {
  const { operationHandle } = await call<{ operationHandle: string }>(`${session}/statements`, 'POST', { statement })
  const operation = `${session}/operations/${operationHandle}`
  let next: string | undefined = `${operation}/result/0?rowFormat=JSON`
  while (next !== undefined) {
    const page: ResultPage = await call(next, 'GET')
    if ((page.results?.data?.length ?? 0) > 0) break
    next = page.nextResultUri
    if (next === undefined) throw new Error(`no row came of ${statement}`)
    await new Promise((go) => setTimeout(go, 10))
  }
  await call(`${operation}/close`, 'DELETE')
}

/** A new process of Flink's own SQL client, until it prints a change. */
function byClient(statements: readonly string[], folder: string): Promise<void> {
  const file = join(folder, 'start.sql')
  const settings = ["SET 'sql-client.execution.result-mode' = 'tableau'", "SET 'execution.runtime-mode' = 'streaming'"]
  writeFileSync(file, `${[...settings, ...statements].join(';\n')};\n`)
  return new Promise((done, fail) => {
    // It warns of what it does not find, at length.
    const child = spawn(`${kit}/sql-client.sh`, ['-f', file], { stdio: ['ignore', 'pipe', 'ignore'] })
    let text = ''
    child.stdout.on('data', (piece) => {
      text += piece
      if (!/^\|\s*[+-][IUD] \|/m.test(text)) return
      done()
      child.kill()
    })
    child.on('error', fail)
    child.on('close', () => fail(new Error(`Flink's SQL client printed no row: ${text}`)))
  })
}

const answers = (url: string): Promise<boolean> =>
  fetch(url, { signal: AbortSignal.timeout(2000) }).then(
    (response) => response.ok,
    () => false,
  )
