/** D1's limits. Source: developers.cloudflare.com/d1/platform/limits. Units: `valueBytesMax` bytes. */
export const d1Limits = { parametersMax: 100, valueBytesMax: 2_000_000, statementBytesMax: 100_000 } as const

/** What one run of the Worker asked of the platform. Units: `valueBytes` the largest bound value in bytes. */
export type Meter = { calls: number; parameters: number; valueBytes: number; statementBytes: number }

const encoder = new TextEncoder()
const asked = new Set<PropertyKey>(['run', 'all', 'raw', 'first', 'batch', 'exec'])

/** The same bindings, with every call of D1 and of an object counted, and every bound parameter measured. */
export function metered<Env extends { DB: D1Database }>(env: Env): { env: Env; meter: Meter } {
  const meter: Meter = { calls: 0, parameters: 0, valueBytes: 0, statementBytes: 0 }
  const counting = <Target extends object>(target: Target, isCall: (name: PropertyKey) => boolean): Target =>
    new Proxy(target, {
      get(from, name) {
        const value: unknown = Reflect.get(from, name)
        if (typeof value !== 'function') return value
        return (...args: unknown[]) => {
          if (isCall(name)) meter.calls += 1
          return Reflect.apply(value, from, args)
        }
      },
    })
  const database = new Proxy(
    counting(env.DB, (name) => asked.has(name)),
    {
      get(from, name) {
        if (name !== 'prepare') return Reflect.get(from, name)
        return (sql: string) => {
          meter.statementBytes = Math.max(meter.statementBytes, encoder.encode(sql).byteLength)
          return statement(env.DB.prepare(sql))
        }
      },
    },
  )
  /** A batch takes only real statements, so what is bound is real; it is counted when it is asked by itself. */
  const statement = (prepared: D1PreparedStatement): D1PreparedStatement =>
    new Proxy(
      counting(prepared, (name) => asked.has(name)),
      {
        get(from, name) {
          if (name !== 'bind') return Reflect.get(from, name)
          return (...values: unknown[]) => {
            meter.parameters = Math.max(meter.parameters, values.length)
            for (const value of values) {
              if (typeof value === 'string') {
                meter.valueBytes = Math.max(meter.valueBytes, encoder.encode(value).byteLength)
              }
            }
            meter.calls += 1
            return prepared.bind(...values)
          }
        },
      },
    )
  const namespace = (binding: DurableObjectNamespace) =>
    new Proxy(binding, {
      get(from, name) {
        if (name !== 'getByName') return Reflect.get(from, name)
        return (object: string) => counting(from.getByName(object), () => true)
      },
    })
  const objects = Object.entries(env as Record<string, unknown>).flatMap(([name, binding]) =>
    typeof binding === 'object' && binding !== null && 'getByName' in binding
      ? [[name, namespace(binding as DurableObjectNamespace)]]
      : [],
  )
  return { env: { ...env, DB: database, ...Object.fromEntries(objects) }, meter }
}
