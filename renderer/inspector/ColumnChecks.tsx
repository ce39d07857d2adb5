import { useStore } from '../state/store.ts'
import { useTranslate, useWorkbench } from '../state/WorkbenchContext.tsx'
import { type FieldControlProps, ownColumns } from './FieldControl.tsx'

/** Several of the columns that the node has, or, where it declares none, of its input. */
export function ColumnChecks(props: FieldControlProps & { readonly value: readonly string[] }) {
  const { ids, label, node, records, readOnly, value, onChange, onDone } = props
  const t = useTranslate()
  const check = useStore(useWorkbench().problems, ({ byFlow }) => byFlow.get(node.flow)?.check)
  const own = ownColumns(node.config)
  const feeding = records.edges.find((edge) => edge.to === node.id)?.from
  const inherited = check?.columns.find((each) => each.node === feeding)?.columns.map((column) => column.name) ?? []
  const names = [...new Set([...(own.length > 0 ? own : inherited), ...value])]
  if (names.length === 0) return <p className="field-message">{t('inspector.outputUnknown')}</p>
  return (
    <fieldset id={ids.id} className="column-checks" aria-label={label} aria-describedby={ids['aria-describedby']}>
      {names.map((name) => (
        <label key={name}>
          <input
            type="checkbox"
            checked={value.includes(name)}
            disabled={readOnly}
            onChange={(event) =>
              onChange(event.target.checked ? [...value, name] : value.filter((each) => each !== name))
            }
            onBlur={onDone}
          />
          <span className="mono clip">{name}</span>
        </label>
      ))}
    </fieldset>
  )
}
