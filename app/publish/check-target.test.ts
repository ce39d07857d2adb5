import { describe, expect, it } from 'vitest'
import { failed, ok } from '../base/result.ts'
import { checkTarget } from './check-target.ts'
import type { HttpPort, HttpResponse } from './http-port.ts'

const answering =
  (answers: Readonly<Record<string, HttpResponse>>): HttpPort =>
  async ({ url }) => {
    const answer = answers[url]
    return answer === undefined ? failed({ tag: 'unreachable', message: 'connection refused' }) : ok(answer)
  }

describe('checking a target', () => {
  it('tells the versions of both ends', async () => {
    const http = answering({
      'http://gateway/v2/info': { status: 200, text: '{"productName":"Apache Flink","version":"2.2.0"}' },
      'http://flink/config': { status: 200, text: '{"flink-version":"2.2.0"}' },
    })
    expect(await checkTarget(http, 'http://gateway/', 'http://flink')).toEqual({
      gateway: { ok: true, text: '2.2.0' },
      rest: { ok: true, text: '2.2.0' },
    })
  })

  it('says what stands in the way of each end by itself', async () => {
    const http = answering({
      'http://gateway/v2/info': { status: 502, text: '<html><body><h1>Bad gateway</h1></body></html>' },
    })
    expect(await checkTarget(http, 'http://gateway', 'http://flink')).toEqual({
      gateway: { ok: false, text: 'Bad gateway' },
      rest: { ok: false, text: 'connection refused' },
    })
  })

  it('does not take another server for Flink', async () => {
    const http = answering({
      'http://gateway/v2/info': { status: 200, text: '{"version":"1.0"}' },
      'http://flink/config': { status: 200, text: '{"name":"something else"}' },
    })
    expect(await checkTarget(http, 'http://gateway', 'http://flink')).toMatchObject({
      gateway: { ok: false },
      rest: { ok: false },
    })
  })
})
