import type { HostApi } from '../contract.ts'
import { methodSchemas } from '../schemas.ts'

export type RecordedCall = readonly [feature: string, method: string, args: readonly unknown[]]

/** Every method of the contract, answering 'answer' and noting that it was called. */
export function createRecordingApi(): { readonly api: HostApi; readonly calls: RecordedCall[] } {
  const calls: RecordedCall[] = []
  const features = Object.entries(methodSchemas).map(([feature, schemas]) => {
    const methods = Object.keys(schemas).map((method) => {
      const handler = async (...args: unknown[]) => {
        calls.push([feature, method, args])
        return 'answer'
      }
      return [method, handler]
    })
    return [feature, Object.fromEntries(methods)]
  })
  return { api: Object.fromEntries(features) as HostApi, calls }
}
