/* 'acme-shop-uploads' */
const { S3Client, PutObjectCommand } = require('@aws-sdk/client-s3');
const fs = require('node:fs');
const express = require('express'); // #~ TC2311
const own = require('./own');
const client = new S3Client({});

exports.handler = async (event) => {
  await client.send(new PutObjectCommand({ Bucket: 'acme-shop-uploads', Key: `a/${event.id}` })); // #~ TC2310
  return { express, fs, own };
};
