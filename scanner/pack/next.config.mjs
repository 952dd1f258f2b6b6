// What Next.js asks for at a start; everything else of `next.config.ts` is in the build.
export default { poweredByHeader: false }
