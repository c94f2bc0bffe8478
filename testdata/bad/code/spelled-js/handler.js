const { SQSClient, SendMessageCommand } = require('@aws-sdk/client-sqs');
const region = process.env.AWS_REGION;
const account = process.env.ACCOUNT;
const client = new SQSClient({});

// `https://acme-shop-uploads.s3.amazonaws.com/a`
const archive = 'shop-archive-' + process.env.STAGE + '-' + account; // #~ TC2310
const topic = 'arn:aws:sns:' + region + ':' + account + ':shop_news_bob'; // #~ TC2310
const older = 'acme-shop-uploads' + process.env.STAGE;
const newer = process.env.STAGE + 'acme-shop-uploads';

exports.handler = async (event) => {
  await client.send(new SendMessageCommand({ QueueUrl: base() + '/shop_jobs_bob', MessageBody: '' })); // #~ TC2310
  return [
    `https://acme-shop-uploads.s3.${region}.amazonaws.com/${event.key}`, // #~ TC2310
    `https://s3.${region}.amazonaws.com/acme-shop-uploads/${event.key}`,
    archive,
    topic,
    older,
    newer,
  ];
};
