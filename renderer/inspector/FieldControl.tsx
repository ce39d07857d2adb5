import { useId } from 'react'
import { unreachable } from '../../app/base/assert.ts'
import type { FormField } from '../../app/flow/kinds/kind.ts'
import type { NodeConfig, NodeRecord, SchemaColumn } from '../../app/flow/records.ts'
import { en } from '../i18n/en.ts'
import type { MessageKey, Translate } from '../i18n/translate.ts'
import { SqlField } from '../sql/SqlField.tsx'
import type { FlowRecords } from '../state/flow-records.ts'
import { useDocument, useTranslate } from '../state/WorkbenchContext.tsx'
import type { ControlIds } from '../ui/Field.tsx'
import { NumberInput } from '../ui/NumberInput.tsx'
import { Select } from '../ui/Select.tsx'
import { ColumnChecks } from './ColumnChecks.tsx'
import { ColumnsEditor } from './ColumnsEditor.tsx'
import { DateTimeInput } from './DateTimeInput.tsx'
import { knownTexts } from './known-texts.ts'
import { type Pair, PairsEditor } from './PairsEditor.tsx'

export interface FieldControlProps {
  readonly ids: ControlIds
  readonly field: FormField<NodeConfig>
  readonly label: string
  readonly node: NodeRecord
  readonly records: FlowRecords
  readonly readOnly: boolean
  onChange(value: unknown): void
  onDone(): void
}

/** The control for a field, one for each kind of input. */
export function FieldControl(props: FieldControlProps) {
  const { ids, field, label, node, readOnly, onChange, onDone } = props
  const value = field.read(node.config)
  switch (field.input) {
    case 'text':
      return <TextControl {...props} />
    case 'number':
      return <NumberControl {...props} />
    case 'choice':
    case 'column':
      return <ChoiceControl {...props} />
    case 'date-time':
      return (
        <DateTimeInput ids={ids} value={Number(value ?? 0)} readOnly={readOnly} onChange={onChange} onDone={onDone} />
      )
    case 'sql-query':
    case 'sql-condition':
      return <SqlControl {...props} />
    case 'columns':
      return (
        <ColumnsEditor
          label={label}
          columns={value as readonly SchemaColumn[]}
          inherits={!field.required}
          readOnly={readOnly}
          onChange={onChange}
          onDone={onDone}
        />
      )
    case 'column-list':
      return <ColumnChecks {...props} value={value as readonly string[]} />
    case 'pairs':
      return (
        <PairsEditor
          label={label}
          pairs={value as readonly Pair[]}
          readOnly={readOnly}
          onChange={onChange}
          onDone={onDone}
        />
      )
    default:
      return unreachable(field.input)
  }
}

function NumberControl({ ids, field, node, readOnly, onChange, onDone }: FieldControlProps) {
  const t = useTranslate()
  const value = field.read(node.config)
  return (
    <NumberInput
      ids={ids}
      value={typeof value === 'number' ? value : undefined}
      placeholder={field.id === 'parallelism' ? t('field.jobDefault') : field.placeholder}
      unit={field.unit}
      readOnly={readOnly}
      onChange={onChange}
      onDone={onDone}
    />
  )
}

/** One of the field's choices, or one of the node's own columns or none. */
function ChoiceControl({ ids, field, node, readOnly, onChange }: FieldControlProps) {
  const t = useTranslate()
  const value = field.read(node.config)
  const choices =
    field.input === 'choice'
      ? (field.choices ?? []).map((choice) => ({ value: choice, label: choiceLabel(choice, t) }))
      : [
          { value: '', label: t('field.none') },
          ...withChosen(ownColumns(node.config), value).map((name) => ({ value: name, label: name })),
        ]
  return (
    <Select
      id={ids.id}
      value={String(value ?? '')}
      disabled={readOnly}
      describedBy={ids['aria-describedby']}
      invalid={ids['aria-invalid']}
      choices={choices}
      onChange={(next) => onChange(next === '' ? undefined : next)}
    />
  )
}

function SqlControl({ ids, field, label, node, readOnly, onChange, onDone }: FieldControlProps) {
  return (
    <SqlField
      ids={ids}
      flow={node.flow}
      node={node.id}
      field={field.id}
      label={label}
      kind={field.input === 'sql-query' ? 'query' : 'condition'}
      value={String(field.read(node.config) ?? '')}
      placeholder={field.placeholder}
      readOnly={readOnly}
      onChange={onChange}
      onDone={onDone}
    />
  )
}

/** Free text, completed from what the same field says elsewhere in the workspace. */
function TextControl({ ids, field, node, readOnly, onChange, onDone }: FieldControlProps) {
  const list = useId()
  const records = useDocument((state) => state.records)
  const value = String(field.read(node.config) ?? '')
  return (
    <>
      <input
        {...ids}
        className="input"
        list={list}
        value={value}
        placeholder={field.placeholder}
        readOnly={readOnly}
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
        onBlur={onDone}
      />
      <datalist id={list}>
        {knownTexts(records, field.id, value).map((text) => (
          <option key={text} value={text} />
        ))}
      </datalist>
    </>
  )
}

export const ownColumns = (config: NodeConfig): readonly string[] =>
  'columns' in config ? config.columns.map((column) => column.name) : []

/** What is chosen stays in the list even when it no longer exists: the problem under the field says so. */
const withChosen = (names: readonly string[], chosen: unknown): readonly string[] =>
  typeof chosen === 'string' && chosen !== '' && !names.includes(chosen) ? [...names, chosen] : names

function choiceLabel(choice: string, t: Translate): string {
  const key = `choice.${choice}`
  return isKey(key) ? t.message({ key }) : choice
}

const isKey = (key: string): key is MessageKey => key in en
