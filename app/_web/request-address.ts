/** Header in which proxy.ts tells pages that Next gives no address to (those of errors) what was asked for. */
export const addressHeader = 'x-pinwatch-address'
