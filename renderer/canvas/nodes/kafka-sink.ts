import type { KafkaSinkConfig } from '../../../app/flow/records.ts'
import type { NodeLook } from './node-look.ts'

export const kafkaSinkLook: NodeLook<KafkaSinkConfig> = {
  title: 'kind.kafka-sink',
  group: 'sinks',
  icon: 'sink',
  family: 'sink',
  subtitle(config, t) {
    const topic = config.topic === '' ? t('kind.noTopic') : config.topic
    return ['Kafka', topic, ...(config.keys.length > 0 ? ['upsert'] : [])].join(' · ')
  },
}
