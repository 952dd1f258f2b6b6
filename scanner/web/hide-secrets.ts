/** An address without what signs somebody in, or lets its reader act: links of mails, and what providers send people back with. */
export const hideSecrets = (url: string): string => url.replaceAll(/([?&](?:token|code|state)=)[^&#]+/gi, '$1…')
