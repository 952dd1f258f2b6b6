/** How to reach GitHub, and as whom. */
export interface GithubSettings {
  /** Base of the REST API: `https://api.github.com`, of an Enterprise server `https://HOST/api/v3`. */
  readonly apiUrl: string
  readonly credentials: GithubCredentials
}

export type GithubCredentials =
  | { readonly kind: 'token'; readonly token: string }
  /** A GitHub App; its installation is looked up by the repository. `privateKey` is PEM. */
  | { readonly kind: 'app'; readonly appId: string; readonly privateKey: string }

/** A repository on GitHub. */
export interface GithubRepository {
  readonly owner: string
  readonly repo: string
}
