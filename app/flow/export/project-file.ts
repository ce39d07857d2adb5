import type { FolderRecord, ProjectRecord, TargetRecord } from '../records.ts'
import type { JsonValue } from './print-json.ts'
import type { Reader } from './reader.ts'

/** Version of the text form; a reader refuses what is newer. */
export const TEXT_FORMAT = 1

export function printProject(
  { id, name }: ProjectRecord,
  folders: readonly FolderRecord[],
  targets: readonly TargetRecord[],
): JsonValue {
  return {
    millrace: TEXT_FORMAT,
    id,
    name,
    folders: folders.map((folder) => ({ id: folder.id, parent: folder.parent, name: folder.name })),
    targets: targets.map((target) => ({
      id: target.id,
      name: target.name,
      kind: target.kind,
      gatewayUrl: target.gatewayUrl,
      restUrl: target.restUrl,
      environment: target.environment,
    })),
  }
}

export interface ProjectFile {
  readonly project: ProjectRecord
  readonly folders: readonly FolderRecord[]
  readonly targets: readonly TargetRecord[]
}

export function readProject(reader: Reader): ProjectFile {
  const version = reader.peek('millrace')
  if (version.number() > TEXT_FORMAT) version.fail('Written by a newer Millrace')
  const fields = reader.object(['millrace', 'id', 'name', 'folders', 'targets'])
  fields.get('millrace').oneOf([TEXT_FORMAT])
  const id = fields.get('id').text()
  return {
    project: { type: 'project', id, name: fields.get('name').text() },
    folders: fields.get('folders').list((item): FolderRecord => {
      const folder = item.object(['id', 'parent', 'name'])
      const parent = folder.optional('parent')
      return {
        type: 'folder',
        id: folder.get('id').text(),
        project: id,
        ...(parent === undefined ? {} : { parent: parent.text() }),
        name: folder.get('name').text(),
      }
    }),
    targets: fields.get('targets').list((item) => readTarget(item, id)),
  }
}

function readTarget(reader: Reader, project: string): TargetRecord {
  const target = reader.object(['id', 'name', 'kind', 'gatewayUrl', 'restUrl', 'environment'])
  return {
    type: 'target',
    id: target.get('id').text(),
    project,
    name: target.get('name').text(),
    kind: target.get('kind').oneOf(['sql-gateway']),
    gatewayUrl: target.get('gatewayUrl').text(),
    restUrl: target.get('restUrl').text(),
    environment: target.get('environment').oneOf(['test', 'production']),
  }
}
