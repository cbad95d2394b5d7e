import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
  type S3ClientConfig,
} from '@aws-sdk/client-s3';
import { arrivalsIn } from './arrivals.server';
import type { FileStore, StoredFile } from './file-store.server';

/** A bucket of an S3-compatible service; without keys, the client looks for the machine's own. */
export type Bucket = {
  name: string;
  region: string;
  endpoint: string | undefined;
  keys: { accessKeyId: string; secretAccessKey: string } | undefined;
};

const keyOf = (clusterId: string, fileId: string) => `${clusterId}/${fileId.slice(-2)}/${fileId}`;

/** Files in a private bucket, under the same names as on a disk; they arrive in `root` first and are checked there. */
export function bucketStore(bucket: Bucket, root: string): FileStore {
  const client = new S3Client(clientSettings(bucket));
  const named = (clusterId: string, fileId: string) => ({ Bucket: bucket.name, Key: keyOf(clusterId, fileId) });
  return {
    ...arrivalsIn(root),
    keep: async (clusterId, fileId, from) => {
      await client.send(new PutObjectCommand({ ...named(clusterId, fileId), Body: createReadStream(from) }));
      await rm(from, { force: true });
    },
    read: async (clusterId, fileId) => {
      try {
        const { Body } = await client.send(new GetObjectCommand(named(clusterId, fileId)));
        return Body as Readable;
      } catch (error) {
        if (error instanceof NoSuchKey) return null;
        throw error;
      }
    },
    remove: async (clusterId, fileId) => {
      await client.send(new DeleteObjectCommand(named(clusterId, fileId)));
    },
    list: () => listObjects(client, bucket.name),
  };
}

function clientSettings({ region, endpoint, keys }: Bucket): S3ClientConfig {
  return {
    region,
    requestHandler: { connectionTimeout: 5_000, requestTimeout: 60_000 },
    // Services other than Amazon's know neither its checksums nor a bucket's name before their own.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
    ...(keys === undefined ? {} : { credentials: keys }),
  };
}

async function* listObjects(client: S3Client, Bucket: string): AsyncIterable<StoredFile> {
  let ContinuationToken: string | undefined;
  do {
    const page = await client.send(new ListObjectsV2Command({ Bucket, ContinuationToken }));
    for (const { Key = '', LastModified } of page.Contents ?? []) {
      const [clusterId, , fileId] = Key.split('/');
      if (clusterId && fileId && LastModified) yield { clusterId, fileId, storedAt: LastModified };
    }
    ContinuationToken = page.NextContinuationToken;
  } while (ContinuationToken);
}
