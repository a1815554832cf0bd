/** A value that does not show itself: printing, serializing or inspecting it gives `[secret]`. */
export type Secret = {
  /** The value; call it where it is used, and keep the result out of variables that live on. */
  reveal(): string
  toString(): string
  toJSON(): string
}

const hidden = () => '[secret]'
const inspect = Symbol.for('nodejs.util.inspect.custom')

export function secret(value: string): Secret {
  const wrapped = { reveal: () => value, toString: hidden, toJSON: hidden, [inspect]: hidden }
  return Object.freeze(wrapped)
}
