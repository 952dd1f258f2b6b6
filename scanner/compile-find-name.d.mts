export function compileFindName(): Promise<string>
