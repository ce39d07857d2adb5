import type { FeedEvent } from '../../../app/engine/run-types.ts'
import type { Value } from '../../../app/types/value.ts'

// One query per operator, over rows that are values already: Nexmark's bids and auctions, as the aims were measured.

export interface OperatorJob {
  readonly name: string
  /** Million rows a second on one core that are aimed at. */
  readonly target?: number
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

/** A fixed permutation of whole numbers: data that looks random and costs next to nothing to make. */
function scramble(n: number): number {
  let h = Math.imul(n ^ (n >>> 16), 0x45d9f3b)
  h = Math.imul(h ^ (h >>> 16), 0x45d9f3b)
  return (h ^ (h >>> 16)) >>> 0
}

/** A number from 0 to 1 for each event and each of its columns. */
const chance = (n: number, column: number): number => scramble(Math.imul(n, 8) + column) / 2 ** 32

const CHANNELS: readonly string[] = Array.from({ length: 10_000 }, (_, i) => `channel-${i}`)

/** Ten thousand events a second of event time. */
const START = Date.UTC(2024, 0, 1)
const timeOf = (n: number): number => START + Math.floor(n / 10)

const row = (table: string, values: readonly Value[]): FeedEvent => ({ kind: 'row', table, change: 0, values })

function bid(n: number, auction: number, bidder: number): FeedEvent {
  const price = Math.round(10 ** (chance(n, 0) * 6) * 100)
  const channel = Math.floor(chance(n, 1) < 0.5 ? chance(n, 2) * 4 : chance(n, 2) * CHANNELS.length)
  return row('bid', [auction, bidder, price, CHANNELS[channel] ?? '', timeOf(n)])
}

const FIRST_ID = 1_000
const IN_FLIGHT = 100
const ACTIVE = 1_000

/**
 * Of 50 events the first is a person, who comes in no feed here, three are auctions and the rest are bids. Half of the
 * bids go to one auction of each hundred, the others to the latest hundred; three of four come from one person of each
 * hundred, the others from the latest thousand.
 */
function eventOf(n: number): FeedEvent {
  const round = Math.floor(n / 50)
  const place = n % 50
  const auction = round * 3 + Math.min(place - 1, 2)
  if (place < 4) return row('auction', [FIRST_ID + auction, scramble(auction) % 5, timeOf(n)])
  const hotAuction = auction - (auction % 100)
  const anyAuction = Math.max(0, auction - Math.floor(chance(n, 4) * IN_FLIGHT))
  const hotBidder = round - (round % 100)
  const anyBidder = Math.max(0, round - Math.floor(chance(n, 6) * ACTIVE))
  return bid(
    n,
    FIRST_ID + (chance(n, 3) < 0.5 ? hotAuction : anyAuction),
    FIRST_ID + (chance(n, 5) < 0.75 ? hotBidder : anyBidder),
  )
}

export const bids = (n: number): FeedEvent => eventOf(Math.floor(n / 46) * 50 + 4 + (n % 46))
const bidsAndAuctions = (n: number): FeedEvent => eventOf(Math.floor(n / 49) * 50 + 1 + (n % 49))

/** No auction is hot, none ends: each row is about another one than those before it, so that memory is what counts. */
const bidsAmong =
  (auctions: number) =>
  (n: number): FeedEvent =>
    bid(n, scramble(n) % auctions, scramble(n + 1) % 1_000)

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
    bounded: true,
    query: `SELECT auction, window_end, COUNT(*), SUM(price)
      FROM TABLE(TUMBLE(TABLE bid, DESCRIPTOR(ts), INTERVAL '10' SECOND)) GROUP BY auction, window_start, window_end`,
    event: bidsAmong(200_000),
  },
  {
    name: 'grouped aggregation',
    target: 2,
    bounded: true,
    query: 'SELECT auction, COUNT(*), SUM(price), MAX(price) FROM bid GROUP BY auction',
    event: bids,
    fewKeys: bidsAmong(10_000),
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
    fewKeys: bidsAmong(10_000),
  },
  {
    name: 'MATCH_RECOGNIZE',
    target: 1,
    bounded: true,
    query: `SELECT * FROM bid MATCH_RECOGNIZE (PARTITION BY auction ORDER BY ts
      MEASURES A.price AS peak, LAST(B.price) AS bottom, C.price AS rebound
      AFTER MATCH SKIP PAST LAST ROW PATTERN (A B+ C)
      DEFINE B AS B.price < COALESCE(LAST(B.price, 1), A.price), C AS C.price > LAST(B.price))`,
    event: bids,
    fewKeys: bidsAmong(1_000),
  },
  {
    name: 'regular join',
    target: 2.5,
    bounded: false,
    query:
      'SELECT b.auction, b.price, a.category FROM bid AS b JOIN auction AS a ON b.auction = a.id WHERE a.category = 0',
    event: bidsAndAuctions,
  },
]
