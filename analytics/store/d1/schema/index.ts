/** The control plane: who there is and what is configured. What happened lives in ClickHouse. */
export * from './accounts.ts'
export * from './audit.ts'
export * from './collection.ts'
export * from './detection.ts'
export * from './idempotency.ts'
export * from './organizations.ts'
export * from './pricing.ts'
export * from './vault.ts'
