/** Whichever of some media types the header `Accept` likes best; the first of them where it likes none, or all alike. */
export function chooseType<Type extends string>(accept: string | null, types: readonly [Type, ...Type[]]): Type {
  const wishes = (accept ?? '').split(',').map(parseWish)
  const liking = (type: string): number => {
    const exact = wishes.find(({ range }) => range === type)
    if (exact !== undefined) return exact.quality
    const broad =
      wishes.find(({ range }) => range === `${type.split('/')[0]}/*`) ?? wishes.find(({ range }) => range === '*/*')
    // what is named is meant more than what a pattern lets through
    return (broad?.quality ?? 0) / 2
  }
  let best: Type = types[0]
  for (const type of types) if (liking(type) > liking(best)) best = type
  return best
}

function parseWish(text: string): { readonly range: string; readonly quality: number } {
  const [range = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase())
  const quality = Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? '1')
  return { range, quality: quality >= 0 && quality <= 1 ? quality : 0 }
}
