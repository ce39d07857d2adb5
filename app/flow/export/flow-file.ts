import type { EdgeRecord, FlowRecord, FlowSettings, NodeRecord } from '../records.ts'
import { printNodeConfig, readNodeConfig, readPairs } from './node-config.ts'
import type { JsonValue } from './print-json.ts'
import type { Reader } from './reader.ts'

/** A flow with what is on its canvas, as flow.json holds it. `sqlFile` names the file of a SQL node. */
export function printFlow(
  flow: FlowRecord,
  nodes: readonly NodeRecord[],
  edges: readonly EdgeRecord[],
  sqlFile: (node: NodeRecord) => string | undefined,
): JsonValue {
  const { id, name, folder, description, settings } = flow
  return {
    id,
    name,
    folder,
    description,
    settings: printSettings(settings),
    nodes: nodes.map((node) => ({
      id: node.id,
      name: node.name,
      x: node.x,
      y: node.y,
      config: printNodeConfig(node.config, sqlFile(node)),
    })),
    edges: edges.map((edge) => ({ id: edge.id, from: edge.from, to: edge.to })),
  }
}

function printSettings({ timeAttribute, parallelism, checkpointSeconds, timeZone, options }: FlowSettings): JsonValue {
  return {
    timeAttribute,
    parallelism,
    checkpointSeconds,
    timeZone,
    options: options.map(({ key, value }) => ({ key, value })),
  }
}

export interface FlowFile {
  readonly flow: FlowRecord
  readonly nodes: readonly NodeRecord[]
  readonly edges: readonly EdgeRecord[]
}

export function readFlow(reader: Reader, project: string, readText: (file: string) => string | undefined): FlowFile {
  const fields = reader.object(['id', 'name', 'folder', 'description', 'settings', 'nodes', 'edges'])
  const id = fields.get('id').text()
  const folder = fields.optional('folder')
  const flow: FlowRecord = {
    type: 'flow',
    id,
    project,
    ...(folder === undefined ? {} : { folder: folder.text() }),
    name: fields.get('name').text(),
    description: fields.get('description').text(),
    settings: readSettings(fields.get('settings')),
  }
  const nodes = fields.get('nodes').list((item): NodeRecord => {
    const node = item.object(['id', 'name', 'x', 'y', 'config'])
    return {
      type: 'node',
      id: node.get('id').text(),
      flow: id,
      name: node.get('name').text(),
      x: node.get('x').number(),
      y: node.get('y').number(),
      config: readNodeConfig(node.get('config'), readText),
    }
  })
  const known = new Set(nodes.map((node) => node.id))
  const nodeId = (place: Reader): string =>
    known.has(place.text()) ? place.text() : place.fail('There is no such node')
  const edges = fields.get('edges').list((item): EdgeRecord => {
    const edge = item.object(['id', 'from', 'to'])
    return {
      type: 'edge',
      id: edge.get('id').text(),
      flow: id,
      from: nodeId(edge.get('from')),
      to: nodeId(edge.get('to')),
    }
  })
  return { flow, nodes, edges }
}

function readSettings(reader: Reader): FlowSettings {
  const fields = reader.object(['timeAttribute', 'parallelism', 'checkpointSeconds', 'timeZone', 'options'])
  const parallelism = fields.optional('parallelism')
  const checkpointSeconds = fields.optional('checkpointSeconds')
  const timeZone = fields.optional('timeZone')
  return {
    timeAttribute: fields.get('timeAttribute').oneOf(['event', 'processing']),
    ...(parallelism === undefined ? {} : { parallelism: parallelism.number() }),
    ...(checkpointSeconds === undefined ? {} : { checkpointSeconds: checkpointSeconds.number() }),
    ...(timeZone === undefined ? {} : { timeZone: timeZone.text() }),
    options: readPairs(fields.get('options')),
  }
}
