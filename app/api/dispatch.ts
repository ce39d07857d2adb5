import type * as z from 'zod'
import type { HostApi } from './contract.ts'
import { methodSchemas } from './schemas.ts'

/** The window's own mistake, or somebody else at its door: an unknown method or arguments of another shape. */
export class CallRefused extends Error {
  override readonly name = 'CallRefused'
}

export type Dispatch = (method: string, args: unknown) => Promise<unknown>

interface Entry {
  readonly schema: z.ZodType<unknown[]>
  readonly call: (...args: unknown[]) => Promise<unknown>
}

/** Calls a handler by its path, e.g. `workspace.save`, after its arguments passed their schema. */
export function createDispatch(api: HostApi): Dispatch {
  // A map, not property access along a path that a stranger wrote.
  const entries = new Map<string, Entry>()
  for (const [feature, methods] of Object.entries(methodSchemas)) {
    const handlers = api[feature as keyof HostApi] as unknown as Record<string, Entry['call']>
    for (const [method, schema] of Object.entries(methods)) {
      entries.set(`${feature}.${method}`, {
        schema: schema as Entry['schema'],
        call: (...args) => handlers[method]?.(...args) ?? Promise.reject(new CallRefused(`${method} is not served`)),
      })
    }
  }
  return async (method, args) => {
    const entry = entries.get(method)
    if (entry === undefined) throw new CallRefused('unknown method')
    const parsed = entry.schema.safeParse(args)
    if (!parsed.success) {
      const [issue] = parsed.error.issues
      throw new CallRefused(`${method}: ${issue?.path.join('.')} ${issue?.message}`)
    }
    return entry.call(...parsed.data)
  }
}
