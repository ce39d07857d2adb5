import type { FeedEvent } from '../../../app/engine/run-types.ts'
import type { Value } from '../../../app/types/value.ts'

// One query per operator, over rows that are values already. Shapes are those of Nexmark's bids and auctions.

export interface OperatorJob {
  readonly name: string
  /** Million rows a second on one core that are aimed at. */
  readonly target: number
  readonly query: string
  /** State does not grow with the rows, so neither may the time for each. */
  readonly bounded: boolean
  /** The event number `n` of a feed. */
  event(n: number): FeedEvent
  /** The same with so few keys that all have come within 10^5 events: from then on the work for each is the same. */
  fewKeys?(n: number): FeedEvent
}

const WATERMARK = "WATERMARK FOR ts AS ts - INTERVAL '4' SECOND"
const SOURCE = "WITH ('connector' = 'filesystem', 'path' = '/', 'format' = 'json')"

export const TABLES: readonly string[] = [
  `CREATE TABLE bid (auction BIGINT, bidder BIGINT, price BIGINT, channel STRING, ts TIMESTAMP(3), ${WATERMARK}) ${SOURCE}`,
  `CREATE TABLE auction (id BIGINT, category BIGINT, ts TIMESTAMP(3), ${WATERMARK}) ${SOURCE}`,
]

/** Ten thousand events a second of event time. */
const START = Date.UTC(2024, 0, 1)
const timeOf = (n: number): number => START + Math.floor(n / 10)

/** A fixed permutation of whole numbers: data that looks random and costs next to nothing to make. */
function scramble(n: number): number {
  let h = Math.imul(n ^ (n >>> 16), 0x45d9f3b)
  h = Math.imul(h ^ (h >>> 16), 0x45d9f3b)
  return (h ^ (h >>> 16)) >>> 0
}

const row = (table: string, values: readonly Value[]): FeedEvent => ({ kind: 'row', table, change: 0, values })
const bid = (n: number, auction: number, bidder: number): FeedEvent => {
  const price = (scramble(n + 7) % 1_000_000) + 100
  return row('bid', [auction, bidder, price, `channel-${bidder % 100}`, timeOf(n)])
}

const AUCTIONS = 10_000
/** Bids in order of time, each on one of ten thousand auctions. */
export const bids = (n: number): FeedEvent => bid(n, scramble(n) % AUCTIONS, scramble(n + 1) % 1_000)
/** One auction for every fifteen bids, which go to the latest hundred. */
const bidsAndAuctions = (n: number): FeedEvent => {
  const newest = Math.floor(n / 16)
  if (n % 16 === 0) return row('auction', [newest, newest % 5, timeOf(n)])
  return bid(n, Math.max(0, newest - (scramble(n) % 100)), scramble(n + 1) % 1_000)
}

export const OPERATOR_JOBS: readonly OperatorJob[] = [
  {
    name: 'tumble',
    target: 6,
    bounded: true,
    query: `SELECT auction, window_end, COUNT(*), SUM(price), MIN(price), MAX(price), AVG(price)
      FROM TABLE(TUMBLE(TABLE bid, DESCRIPTOR(ts), INTERVAL '10' SECOND)) GROUP BY auction, window_start, window_end`,
    event: bids,
  },
  {
    name: 'tumble of 200000 keys',
    target: 6,
    bounded: true,
    query: `SELECT auction, window_end, COUNT(*), SUM(price)
      FROM TABLE(TUMBLE(TABLE bid, DESCRIPTOR(ts), INTERVAL '10' SECOND)) GROUP BY auction, window_start, window_end`,
    event: (n) => bid(n, scramble(n) % 200_000, 1),
  },
  {
    name: 'grouped aggregation',
    target: 2,
    bounded: true,
    query: 'SELECT auction, COUNT(*), SUM(price), MAX(price) FROM bid GROUP BY auction',
    event: bids,
  },
  {
    name: 'interval join',
    target: 1.3,
    bounded: true,
    query: `SELECT b.auction, b.price, a.category FROM auction AS a JOIN bid AS b
      ON a.id = b.auction AND b.ts BETWEEN a.ts AND a.ts + INTERVAL '1' SECOND`,
    event: bidsAndAuctions,
  },
  {
    name: 'Top-10',
    target: 1.5,
    bounded: true,
    query: `SELECT * FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY auction ORDER BY price DESC) AS place FROM bid)
      WHERE place <= 10`,
    event: bids,
  },
  {
    name: 'MATCH_RECOGNIZE',
    target: 1,
    bounded: true,
    query: `SELECT * FROM bid MATCH_RECOGNIZE (PARTITION BY bidder ORDER BY ts
      MEASURES A.price AS peak, LAST(B.price) AS bottom, C.price AS rebound
      AFTER MATCH SKIP PAST LAST ROW PATTERN (A B+ C)
      DEFINE B AS B.price < COALESCE(LAST(B.price, 1), A.price), C AS C.price > LAST(B.price))`,
    event: (n) => bid(n, scramble(n) % AUCTIONS, scramble(n + 1) % 65_000),
    fewKeys: bids,
  },
  {
    name: 'regular join',
    target: 2.5,
    bounded: false,
    query: 'SELECT b.auction, b.price, a.category FROM bid AS b JOIN auction AS a ON b.auction = a.id',
    event: bidsAndAuctions,
  },
]
