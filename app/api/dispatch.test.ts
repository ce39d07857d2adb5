import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { adding, flow, project, updating, version } from '../workspace/testing-kit/sample-records.ts'
import { CallRefused, createDispatch } from './dispatch.ts'
import { methodSchemas } from './schemas.ts'
import { createRecordingApi } from './testing-kit/recording-api.ts'

const methods = Object.entries(methodSchemas).flatMap(([feature, schemas]) =>
  Object.keys(schemas).map((method) => `${feature}.${method}`),
)
const RUNS = 10_000

describe('dispatch', () => {
  it('calls the handler with its arguments and gives back what it answers', async () => {
    const { api, calls } = createRecordingApi()
    const diff = adding(flow('flow_a'))
    expect(await createDispatch(api)('workspace.save', [diff, 3])).toBe('answer')
    expect(calls).toEqual([['workspace', 'save', [diff, 3]]])
  })

  it.each([
    ['workspace.save', [adding(flow('flow_a'))]],
    ['workspace.save', [adding(flow('flow_a')), 3, 'more']],
    ['workspace.save', [adding(flow('flow_a')), -1]],
    ['workspace.save', [{ ...adding(), extra: {} }, 1]],
    ['workspace.save', [{ ...adding(), added: { flow_b: flow('flow_a') } }, 1]],
    ['workspace.save', [adding({ ...flow('flow_a'), owner: 'x' } as never), 1]],
    ['workspace.save', [adding(flow('constructor')), 1]],
    ['workspace.save', [updating(flow('flow_a'), { ...project('flow_a') }), 1]],
    ['workspace.save', [updating(version(flow('flow_a'), 1), version(flow('flow_a'), 1)), 1]],
    ['packs.uploadPart', ['upload_a', 0, [1, 2]]],
    ['packs.uploadPart', ['upload_a', 0, new Uint8Array(4 * 1024 * 1024 + 1)]],
    ['packs.startUpload', ['a.csv', 1e18]],
    ['engine.rows', ['run_a', 'test_a', 'node_a', 0, 1e9]],
    ['session.open', 'text'],
    ['session.open', { length: 0 }],
    ['session.open', null],
    ['session', []],
    ['session.constructor', []],
    ['__proto__.toString', []],
    ['workspace.save.call', []],
  ])('refuses %s with %j before any handler', async (method, args) => {
    const { api, calls } = createRecordingApi()
    await expect(createDispatch(api)(method, args)).rejects.toThrow(CallRefused)
    expect(calls).toEqual([])
  })

  it(`lets no garbage reach a handler in ${RUNS} calls`, async () => {
    const { api, calls } = createRecordingApi()
    const dispatch = createDispatch(api)
    const garbage = fc.anything({ maxDepth: 4, withBigInt: true, withNullPrototype: true, withTypedArray: true })
    const call = fc.tuple(fc.oneof(fc.constantFrom(...methods), fc.string()), fc.oneof(fc.array(garbage), garbage))
    for (const [method, args] of fc.sample(call, { numRuns: RUNS, seed: 42 })) {
      const reached = calls.length
      const answer = await dispatch(method, args).catch((thrown) => thrown)
      if (answer instanceof CallRefused) expect(calls.length).toBe(reached)
      else {
        // By chance it was a proper call: then exactly what the schema let through.
        const [feature, name, passed] = calls.at(-1) ?? []
        expect(`${feature}.${name}`).toBe(method)
        const schemas = methodSchemas[feature as 'session'] as Record<
          string,
          { safeParse(v: unknown): { success: boolean } }
        >
        expect(schemas[name ?? '']?.safeParse(passed).success).toBe(true)
      }
    }
    expect(Object.keys(Object.prototype)).toEqual([])
  })

  it('lets no proper call with one thing wrong in it reach a handler', async () => {
    const { api, calls } = createRecordingApi()
    const dispatch = createDispatch(api)
    const diff = adding(flow('flow_a'), project('project_a'))
    const paths = pathsOf([diff, 1])
    for (const path of paths) {
      for (const wrong of [Symbol('x'), () => {}, new Date(0), -0.5]) {
        const args = replaceAt([diff, 1], path, wrong)
        await expect(dispatch('workspace.save', args), path.join('.')).rejects.toThrow(CallRefused)
      }
    }
    expect(paths.length).toBeGreaterThan(15)
    expect(calls).toEqual([])
  })
})

function pathsOf(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([key, part]) => pathsOf(part, [...path, key]))]
}

function replaceAt(value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by
  const copy: Record<string, unknown> = Array.isArray(value) ? (value.slice() as never) : { ...(value as object) }
  copy[key] = replaceAt(copy[key], rest, by)
  return copy
}
