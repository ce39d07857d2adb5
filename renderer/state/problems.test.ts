import { describe, expect, it } from 'vitest'
import type { WorkspaceRecord } from '../../app/flow/records.ts'
import { createFakeHost } from '../bridge/fake-host.ts'
import { message } from '../i18n/translate.ts'
import { createDocument } from './document.ts'
import { allProblems, createProblems } from './problems.ts'

const flow: WorkspaceRecord = {
  id: 'flow_a',
  type: 'flow',
  project: 'project_a',
  name: 'a',
  description: '',
  settings: { timeAttribute: 'event', options: [] },
}
const query = (sql: string): WorkspaceRecord => ({
  id: 'node_a',
  type: 'node',
  flow: 'flow_a',
  name: 'busy',
  x: 0,
  y: 0,
  config: { kind: 'sql', sql },
})

describe('the problems of a flow', () => {
  it('tell a mistake of grammar in the very step that made it', () => {
    const document = createDocument(() => 0)
    document.replace([flow, query('SELECT 1')], 1)
    document.setWritable(true)
    const problems = createProblems(createFakeHost(), document)
    problems.watch('flow_a')
    const mistakes = () =>
      allProblems(problems.get().byFlow.get('flow_a')).flatMap(({ diagnostic }) => diagnostic?.span ?? [])
    expect(mistakes()).toEqual([])

    const edit = { added: {}, updated: { node_a: [query('SELECT 1'), query('SELECT FROM t')] as const }, removed: {} }
    document.edit(edit, message('edit.rename', { name: 'busy' }))
    expect(mistakes()).toEqual([{ start: 7, end: 11 }])
    problems.stop()
  })
})
