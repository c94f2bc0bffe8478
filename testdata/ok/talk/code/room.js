import { util } from '@aws-appsync/utils';

export function onPublish(ctx) {
  return ctx.events.filter((event) => event.payload.text !== '');
}

export function onSubscribe(ctx) {
  if (ctx.info.channel.path.includes('private')) util.unauthorized();
}
