/** The body as text; `null` if it has more bytes than that, of which no more are read. */
export async function readBody(request: Request, bytesMax: number): Promise<string | null> {
  if (Number(request.headers.get('content-length') ?? 0) > bytesMax) return null
  const decoder = new TextDecoder()
  let bytes = 0
  let text = ''
  for await (const chunk of streamOf(request)) {
    bytes += chunk.byteLength
    if (bytes > bytesMax) return null
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}

async function* streamOf({ body }: Request): AsyncGenerator<Uint8Array> {
  if (body === null) return
  const reader = body.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield value
    }
  } finally {
    // whoever has seen enough does not wait for the rest
    await reader.cancel().catch(() => {})
  }
}
