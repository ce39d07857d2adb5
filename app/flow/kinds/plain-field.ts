import type { NodeConfig } from '../records.ts'
import type { FormField } from './kind.ts'

type PlainOptions<C extends NodeConfig> = Omit<FormField<C>, 'id' | 'input' | 'required' | 'read' | 'write'> & {
  readonly required?: boolean
}

/** A field that is one property of the config, under the property's name. Without a value the property goes. */
export function plainField<C extends NodeConfig>(
  id: keyof C & string,
  input: FormField<C>['input'],
  options: PlainOptions<C> = {},
): FormField<C> {
  const { required = false, ...rest } = options
  return {
    ...rest,
    id,
    input,
    required,
    read: (config) => config[id],
    write: (config, value) => {
      const { [id]: _before, ...others } = config
      return (value === undefined ? others : { ...config, [id]: value }) as C
    },
  }
}
