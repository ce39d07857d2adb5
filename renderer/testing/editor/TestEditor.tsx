import { useEffect } from 'react'
import { updateTest } from '../../../app/flow/edits/flows.ts'
import type { TestRecord } from '../../../app/flow/records.ts'
import { message } from '../../i18n/translate.ts'
import type { EditorProps } from '../../registry/feature.ts'
import { recordOf } from '../../state/document.ts'
import { flowRecords } from '../../state/flow-records.ts'
import { useDocument, useTranslate, useWorkbench } from '../../state/WorkbenchContext.tsx'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { DisorderForm } from './DisorderForm.tsx'
import { ExpectationForm } from './ExpectationForm.tsx'
import { InputsForm } from './InputsForm.tsx'
import '../testing.css'

/** A change of the test; edits with one key close together are undone as one. */
export type EditTest = (change: Partial<TestRecord>, key?: string) => void

/** A test: what comes in, how it is disturbed, and what must come out. */
export function TestEditor({ input }: EditorProps) {
  const t = useTranslate()
  const workbench = useWorkbench()
  const { document } = workbench
  const test = useDocument((state) => recordOf(state.records, 'test', input.id))
  const parts = useDocument((state) => (test === undefined ? undefined : flowRecords(state.records, test.flow)))
  const writable = useDocument((state) => state.writable)
  const flow = test?.flow
  useEffect(() => (flow === undefined ? undefined : workbench.problems.watch(flow)), [workbench, flow])
  if (test === undefined || parts === undefined) return null
  const edit: EditTest = (change, key) => {
    const diff = updateTest(document.get().records, { ...test, ...change })
    document.edit(
      diff,
      message('edit.test', { name: test.name }),
      key === undefined ? {} : { key: `${test.id}.${key}` },
    )
  }
  const sources = parts.nodes.filter((node) => node.config.kind.endsWith('-source'))
  const sinks = parts.nodes.filter((node) => node.config.kind.endsWith('-sink'))
  return (
    <div className="test-editor">
      <div className="test-editor-head">
        <Field label={t('test.name')}>
          {(ids) => (
            <input
              {...ids}
              className="input"
              value={test.name}
              readOnly={!writable}
              onChange={(event) => edit({ name: event.target.value }, 'name')}
              onBlur={document.seal}
            />
          )}
        </Field>
        <Button onClick={() => workbench.execute('test.run', { id: test.id })}>
          <Icon name="run" size={14} className="good" />
          {t('command.test.run')}
        </Button>
      </div>
      <InputsForm test={test} sources={sources} readOnly={!writable} edit={edit} />
      <DisorderForm disorder={test.disorder} readOnly={!writable} edit={edit} onDone={document.seal} />
      {sinks.length === 0 ? <p className="quiet">{t('test.expectations.none')}</p> : null}
      {sinks.map((sink) => (
        <ExpectationForm
          key={sink.id}
          test={test}
          sink={sink}
          readOnly={!writable}
          edit={edit}
          onDone={document.seal}
        />
      ))}
    </div>
  )
}
