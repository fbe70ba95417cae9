// A realistic session of the npm client `ioredis`: ioredis_session.js HOST PORT. Prints what every call came to.
'use strict';

const Redis = require('ioredis');

const [host, port] = process.argv.slice(2);
const client = new Redis({ host, port: Number(port), maxRetriesPerRequest: 1, connectionName: 'session' });

function text(result) {
  if (Buffer.isBuffer(result)) {
    return result.toString('hex');
  }

  return typeof result === 'string' && result.length > 100 ? `${result.length} of ${result[0]}` : JSON.stringify(result);
}

async function show(name, call, order) {
  try {
    const result = await call();
    console.log(`${name}: ${text(order ? order(result) : result)}`);
  } catch (failure) {
    console.log(`${name}: ${failure.message}`);
  }
}

const sorted = (list) => list.sort();
const entries = (object) => Object.entries(object).sort();

async function scan(stream) {
  const found = [];
  for await (const some of stream) {
    found.push(...some);
  }

  return found.sort();
}

async function session() {
  await show('flushall', () => client.flushall());
  await show('ping', () => client.ping());
  await show('get absent', () => client.get('absent'));
  await show('set', () => client.set('name', 'Ada', 'EX', 1000));
  await show('get', () => client.get('name'));
  await show('set nx', () => client.set('name', 'x', 'NX'));
  await show('set get', () => client.set('name', 'Grace', 'KEEPTTL', 'GET'));
  await show('ttl', async () => [999, 1000].includes(await client.ttl('name')));
  await show('binary', () => client.set('raw', Buffer.from([0, 13, 10, 255])));
  await show('get binary', () => client.getBuffer('raw'));
  await show('unicode', () => client.set('schlüssel', 'größe'));
  await show('get unicode', () => client.get('schlüssel'));
  await show('mset', () => client.mset({ a: 1, b: 2, c: 3 }));
  await show('mget', () => client.mget('a', 'b', 'absent'));
  await show('incrby', () => client.incrby('a', 41));
  await show('incrbyfloat', () => client.incrbyfloat('b', 0.25));
  await show('incr of text', () => client.incr('name'));
  await show('set large', () => client.set('large', 'x'.repeat(1024 * 1024 - 1024)));
  await show('get large', () => client.get('large'));

  await show('rpush', () => client.rpush('list', 1, 2, 3));
  await show('lrange', () => client.lrange('list', 0, -1));
  await show('lpop', () => client.lpop('list', 2));
  await show('hset', () => client.hset('hash', { f1: 'v1', f2: 2 }));
  await show('hgetall', () => client.hgetall('hash'), entries);
  await show('hincrby', () => client.hincrby('hash', 'f2', 3));
  await show('hscan', () => scan(client.hscanStream('hash')));
  await show('sadd', () => client.sadd('set', 'a', 'b', 'c'));
  await show('smembers', () => client.smembers('set'), sorted);
  await show('srem', () => client.srem('set', 'a'));
  await show('zadd', () => client.zadd('zset', 1, 'one', 2.5, 'two'));
  await show('zrange', () => client.zrange('zset', 0, -1, 'WITHSCORES'));
  await show('zscore', () => client.zscore('zset', 'two'));
  await show('wrong type', () => client.get('list'));
  await show('type', () => client.type('zset'));

  const pipeline = client.pipeline();
  for (let i = 0; i < 300; i++) {
    pipeline.set(`p${i}`, i).incr(`p${i}`);
  }

  pipeline.lpush('p0', 'x');
  const results = await pipeline.exec();
  console.log(`pipeline: ${results.length} ${JSON.stringify(results[599])} ${results[600][0].message}`);
  await show('scan', async () => (await scan(client.scanStream({ match: 'p*', count: 17 }))).length);
  await show('keys', () => client.keys('p29*'), sorted);
  await show('dbsize', () => client.dbsize());
  await show('many at once', async () => (await Promise.all(Array.from({ length: 500 }, (_, i) => client.get(`p${i % 300}`)))).length);
  await show('info', async () => (await client.info()).includes('redis_version:'));
  await show('client getname', () => client.client('GETNAME'));
  await show('config get', () => client.config('GET', 'maxmemory-policy'), (pair) => pair[0]);
  await show('unknown command', () => client.call('NOSUCH', 'a'));
  await show('expire', () => client.expire('p1', -1));
  await show('get gone', () => client.get('p1'));
  await show('del', () => client.del('a', 'b', 'absent'));
  await show('flushdb', () => client.flushdb());
}

session().then(() => client.quit(), (failure) => {
  console.error(failure);
  process.exit(1);
});
