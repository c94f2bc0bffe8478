export function onPublish(ctx) { return ctx.events; }
