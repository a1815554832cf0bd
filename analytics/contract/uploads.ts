import { z } from 'zod'
import { page, pageQuery } from './paging.ts'

const uploadFormats = ['csv', 'jsonl'] as const

/** What a file may hold at most. Units: bytes as they are unpacked; characters of one row. */
export const uploadLimits = {
  bytesMax: 1_073_741_824,
  rowsMax: 2_000_000,
  rowCharsMax: 1_000_000,
  faultsShown: 20,
  atOnce: 4,
} as const

/**
 * A file of events that is, or was, taken in. Every row of `rows_read` is in exactly one of `ingested`, `duplicates`,
 * `quarantined` and `unreadable`, or still on its way. `faults` are the first rows that could not be read, and what was
 * left out. Units: bytes as they were sent.
 */
const upload = z.object({
  id: z.string(),
  name: z.string(),
  format: z.enum(uploadFormats),
  status: z.enum(['running', 'succeeded', 'failed']),
  bytes_total: z.int().nullable(),
  bytes_read: z.int(),
  rows_read: z.int(),
  ingested: z.int(),
  duplicates: z.int(),
  quarantined: z.int(),
  unreadable: z.int(),
  faults: z.array(z.object({ line: z.int(), reason: z.string() })),
  last_error: z.string().nullable(),
  started_by: z.string(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
  finished_at: z.iso.datetime().nullable(),
})
export type UploadItem = z.infer<typeof upload>

/** Files of events that happened before, or elsewhere. */
export const uploadEndpoints = {
  /** The body is the file itself, as it is or packed with gzip. `id` lets its sender watch it while it is read. */
  'POST /uploads': {
    query: z.strictObject({
      name: z.string().min(1).max(200),
      format: z.enum(uploadFormats).optional(),
      id: z
        .string()
        .regex(/^[\w-]{8,64}$/)
        .optional(),
    }),
    response: upload,
  },
  'GET /uploads': { query: z.strictObject(pageQuery), response: page(upload) },
  'GET /uploads/:id': { response: upload },
} as const
