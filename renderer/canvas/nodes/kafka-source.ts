import type { KafkaSourceConfig } from '../../../app/flow/records.ts'
import type { NodeLook } from './node-look.ts'

export const kafkaSourceLook: NodeLook<KafkaSourceConfig> = {
  title: 'kind.kafka-source',
  group: 'sources',
  icon: 'source',
  family: 'source',
  subtitle(config, t) {
    const topic = config.topic === '' ? t('kind.noTopic') : config.topic
    const delay = config.eventTime?.delayMs
    return delay === undefined ? topic : `${topic} · ${t('kind.watermark', { delay: t.duration(delay) })}`
  },
}
