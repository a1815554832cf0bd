import { and, asc, eq, gt, or } from 'drizzle-orm'
import type { AgreedPrice } from '../../pricing/price.ts'
import type { Tenant } from '../../tenant.ts'
import type { ControlPlane } from '../place.ts'
import { priceOverrides } from './schema/index.ts'

type PriceKey = { vendorId: string; model: string; effectiveFromMs: number }
export type StoredPrice = AgreedPrice & { createdBy: string }

const priceOf = ({
  prices,
  vendorId,
  model,
  effectiveFromMs,
  createdBy,
}: typeof priceOverrides.$inferSelect): StoredPrice => ({
  vendorId,
  model,
  effectiveFromMs,
  input: prices.input,
  output: prices.output,
  cacheRead: prices.cache_read ?? null,
  cacheWrite: prices.cache_write ?? null,
  createdBy,
})

/** An organization's prices by vendor, model and moment, after one of them. */
export async function agreedPrices(
  tenant: Tenant,
  db: ControlPlane,
  after: PriceKey | null,
  rows: number,
): Promise<StoredPrice[]> {
  const found = await db
    .select()
    .from(priceOverrides)
    .where(
      and(
        eq(priceOverrides.orgId, tenant.orgId),
        after === null
          ? undefined
          : or(
              gt(priceOverrides.vendorId, after.vendorId),
              and(eq(priceOverrides.vendorId, after.vendorId), gt(priceOverrides.model, after.model)),
              and(
                eq(priceOverrides.vendorId, after.vendorId),
                eq(priceOverrides.model, after.model),
                gt(priceOverrides.effectiveFromMs, after.effectiveFromMs),
              ),
            ),
      ),
    )
    .orderBy(asc(priceOverrides.vendorId), asc(priceOverrides.model), asc(priceOverrides.effectiveFromMs))
    .limit(rows)
  return found.map(priceOf)
}

/** Adds a price, or puts it in the place of the one of the same model and moment. */
export async function saveAgreedPrice(
  tenant: Tenant,
  db: ControlPlane,
  price: StoredPrice,
  nowMs: number,
): Promise<void> {
  const { vendorId, model, effectiveFromMs, input, output, cacheRead, cacheWrite, createdBy } = price
  const prices = {
    input,
    output,
    ...(cacheRead === null ? {} : { cache_read: cacheRead }),
    ...(cacheWrite === null ? {} : { cache_write: cacheWrite }),
  }
  const change = { prices, createdBy, createdAtMs: nowMs }
  await db
    .insert(priceOverrides)
    .values({ orgId: tenant.orgId, vendorId, model, effectiveFromMs, ...change })
    .onConflictDoUpdate({
      target: [
        priceOverrides.orgId,
        priceOverrides.vendorId,
        priceOverrides.model,
        priceOverrides.effectiveFromMs,
      ],
      set: change,
    })
}

/** The price that was removed; null when there is none. */
export async function removeAgreedPrice(
  tenant: Tenant,
  db: ControlPlane,
  key: PriceKey,
): Promise<StoredPrice | null> {
  const [removed] = await db
    .delete(priceOverrides)
    .where(
      and(
        eq(priceOverrides.orgId, tenant.orgId),
        eq(priceOverrides.vendorId, key.vendorId),
        eq(priceOverrides.model, key.model),
        eq(priceOverrides.effectiveFromMs, key.effectiveFromMs),
      ),
    )
    .returning()
  return removed ? priceOf(removed) : null
}
