import type { Problem } from '../bridge/contract.ts'
import { problemText } from '../i18n/problem-text.ts'
import { useTranslate } from '../state/WorkbenchContext.tsx'
import { Field } from '../ui/Field.tsx'
import { Select } from '../ui/Select.tsx'
import type { ImportState, PackImport, PackInspection, PackOptions } from './import-state.ts'
import { RowsTable } from './RowsTable.tsx'

type ReadyState = Extract<ImportState, { readonly step: 'ready' }>

const DELIMITERS = [
  [',', 'packs.delimiter.comma'],
  [';', 'packs.delimiter.semicolon'],
  ['\t', 'packs.delimiter.tab'],
  ['|', 'packs.delimiter.bar'],
] as const

/** What was found in the content, to be corrected: form, columns, first rows and the lines that cannot be read. */
export function PackReview({ state, work }: { state: ReadyState; work: PackImport }) {
  const t = useTranslate()
  const { inspection, options } = state
  const look = (change: PackOptions): void => void work.look({ ...options, ...change })
  return (
    <div aria-busy={state.work?.kind === 'looking'}>
      <FormOptions inspection={inspection} onChange={look} />
      <h3 className="pack-heading">{t('packs.schema')}</h3>
      <ColumnsForm columns={inspection.columns} onChange={(columns) => look({ columns })} />
      <h3 className="pack-heading">
        {t('packs.preview')} · {t(inspection.isWhole ? 'packs.rows' : 'packs.rows.first', { count: inspection.rows })}
      </h3>
      <div className="pack-preview">
        <RowsTable
          label={t('packs.preview')}
          columns={inspection.columns}
          total={inspection.preview.length}
          rowAt={(index) => inspection.preview[index]}
        />
      </div>
      {inspection.problems.length === 0 ? null : <LineProblems problems={inspection.problems} />}
    </div>
  )
}

function FormOptions({ inspection, onChange }: { inspection: PackInspection; onChange(change: PackOptions): void }) {
  const t = useTranslate()
  return (
    <div className="pack-options">
      <Field label={t('packs.format')}>
        {(ids) => (
          <Select
            id={ids.id}
            value={inspection.format}
            choices={(['ndjson', 'csv'] as const).map((value) => ({ value, label: t(`packs.format.${value}`) }))}
            onChange={(value) => onChange({ format: value === 'csv' ? 'csv' : 'ndjson' })}
          />
        )}
      </Field>
      <Field label={t('packs.encoding')}>
        {(ids) => (
          <Select
            id={ids.id}
            value={inspection.encoding}
            choices={[
              { value: 'utf-8', label: 'UTF-8' },
              { value: 'gb18030', label: 'GB18030' },
            ]}
            onChange={(value) => onChange({ encoding: value === 'gb18030' ? 'gb18030' : 'utf-8' })}
          />
        )}
      </Field>
      {inspection.format === 'csv' ? (
        <>
          <Field label={t('packs.delimiter')}>
            {(ids) => (
              <Select
                id={ids.id}
                value={inspection.delimiter}
                choices={DELIMITERS.map(([value, key]) => ({ value, label: t(key) }))}
                onChange={(delimiter) => onChange({ delimiter })}
              />
            )}
          </Field>
          <Field label={t('packs.header')}>
            {(ids) => (
              <Select
                id={ids.id}
                value={inspection.header ? 'yes' : 'no'}
                choices={(['yes', 'no'] as const).map((value) => ({ value, label: t(`packs.header.${value}`) }))}
                onChange={(value) => onChange({ header: value === 'yes' })}
              />
            )}
          </Field>
        </>
      ) : null}
    </div>
  )
}

type Columns = PackInspection['columns']

function ColumnsForm({ columns, onChange }: { columns: Columns; onChange(columns: Columns): void }) {
  const t = useTranslate()
  const put = (index: number, change: Partial<Columns[number]>): void =>
    onChange(columns.map((column, at) => (at === index ? { ...column, ...change } : column)))
  const labelsOf = (index: number) =>
    [t('packs.column.name', { number: index + 1 }), t('packs.column.type', { number: index + 1 })] as const
  return (
    <div className="pack-columns">
      {columns.map((column, index) => (
        <ColumnRow
          key={labelsOf(index).join()}
          column={column}
          onChange={(change) => put(index, change)}
          labels={labelsOf(index)}
        />
      ))}
    </div>
  )
}

function ColumnRow({
  column,
  labels,
  onChange,
}: {
  column: Columns[number]
  labels: readonly [string, string]
  onChange(change: Partial<Columns[number]>): void
}) {
  return (
    <>
      <CommittedInput label={labels[0]} value={column.name} onCommit={(name) => onChange({ name })} />
      <CommittedInput label={labels[1]} value={column.type} onCommit={(type) => onChange({ type })} />
    </>
  )
}

/** Tells its text when the author is done with it: half a type is no type. */
function CommittedInput({ label, value, onCommit }: { label: string; value: string; onCommit(value: string): void }) {
  return (
    <input
      key={value}
      className="input mono"
      aria-label={label}
      defaultValue={value}
      spellCheck={false}
      onBlur={(event) => {
        const text = event.target.value.trim()
        if (text !== '' && text !== value) onCommit(text)
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') {
          event.preventDefault()
          event.currentTarget.blur()
        }
      }}
    />
  )
}

const MAX_PROBLEMS = 100

function LineProblems({ problems }: { problems: readonly Problem[] }) {
  const t = useTranslate()
  return (
    <>
      <h3 className="pack-heading">{t('packs.problems', { count: problems.length })}</h3>
      <ul className="pack-problems">
        {problems.slice(0, MAX_PROBLEMS).map((problem) => (
          <li key={JSON.stringify([problem.place, problem.message])}>
            {problem.place.kind === 'pack' ? `${t('packs.problem.line', { line: problem.place.line })}: ` : ''}
            {problemText(problem, t)}
          </li>
        ))}
      </ul>
    </>
  )
}
