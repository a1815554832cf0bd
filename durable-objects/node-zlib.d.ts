// The part of Node that workerd has and that this room uses; Node's own types would bring all of Node with them.
declare module 'node:zlib' {
  export function gzipSync(text: string, options: { level: number }): Uint8Array<ArrayBuffer>
  export function gunzipSync(data: Uint8Array): Uint8Array<ArrayBuffer>
}
