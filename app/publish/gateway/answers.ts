// What the Gateway answered, read with suspicion: anything unexpected is undefined, never a guess.

type Json = Readonly<Record<string, unknown>>

function readObject(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined
  } catch {
    return undefined
  }
}

function readText(text: string, field: string): string | undefined {
  const value = readObject(text)?.[field]
  return typeof value === 'string' && value !== '' ? value : undefined
}

export const readSessionHandle = (text: string): string | undefined => readText(text, 'sessionHandle')
export const readOperationHandle = (text: string): string | undefined => readText(text, 'operationHandle')

/** `pending`: ask again. `job`: the statement started this job. */
export type StatementResult = { readonly kind: 'pending' } | { readonly kind: 'job'; readonly jobId: string }

export function readStatementResult(text: string): StatementResult | undefined {
  const type = readText(text, 'resultType')
  if (type === 'NOT_READY') return { kind: 'pending' }
  const jobId = readText(text, 'jobID')
  return type !== undefined && jobId !== undefined ? { kind: 'job', jobId } : undefined
}
