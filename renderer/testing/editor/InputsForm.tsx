import type { NodeRecord, TestRecord } from '../../../app/flow/records.ts'
import { recordsOf } from '../../state/document.ts'
import { isSameList } from '../../state/store.ts'
import { useDocument, useTranslate } from '../../state/WorkbenchContext.tsx'
import { Field } from '../../ui/Field.tsx'
import { Select } from '../../ui/Select.tsx'
import { missingColumns } from '../test-defaults.ts'
import type { EditTest } from './TestEditor.tsx'

interface InputsFormProps {
  readonly test: TestRecord
  readonly sources: readonly NodeRecord[]
  readonly readOnly: boolean
  readonly edit: EditTest
}

/** Which pack feeds which source. */
export function InputsForm({ test, sources, readOnly, edit }: InputsFormProps) {
  const t = useTranslate()
  const packs = useDocument((state) => recordsOf(state.records, 'pack'), isSameList)
  const choose = (node: string, pack: string): void => {
    const others = test.inputs.filter((input) => input.node !== node)
    edit({ inputs: pack === '' ? others : [...others, { node, pack }] })
  }
  return (
    <fieldset className="test-section">
      <legend>{t('test.inputs')}</legend>
      {sources.length === 0 ? <p className="quiet">{t('test.inputs.empty')}</p> : null}
      <div className="test-fields">
        {sources.map((source) => {
          const chosen = test.inputs.find((input) => input.node === source.id)?.pack ?? ''
          const pack = packs.find((candidate) => candidate.id === chosen)
          const missing = pack === undefined ? [] : missingColumns(source, pack)
          return (
            <Field
              key={source.id}
              label={source.name}
              messages={
                missing.length === 0
                  ? []
                  : [
                      {
                        severity: 'warning',
                        text: t('test.inputs.missing', { columns: missing.join(', ') }),
                      },
                    ]
              }
            >
              {(ids) => (
                <Select
                  id={ids.id}
                  describedBy={ids['aria-describedby']}
                  disabled={readOnly}
                  value={chosen}
                  choices={[
                    { value: '', label: t('test.inputs.none') },
                    ...packs.map(({ id, name }) => ({ value: id, label: name })),
                  ]}
                  onChange={(id) => choose(source.id, id)}
                />
              )}
            </Field>
          )
        })}
      </div>
    </fieldset>
  )
}
