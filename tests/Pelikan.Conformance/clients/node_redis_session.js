// A realistic session of the npm client `redis`: node_redis_session.js HOST PORT VERSION, of RESP. Prints what every call came to.
'use strict';

const { createClient } = require('redis');

const [host, port, version] = process.argv.slice(2);
const client = createClient({ socket: { host, port: Number(port), reconnectStrategy: false }, RESP: Number(version) });

function text(result) {
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

const sorted = (list) => [...list].sort();
const entries = (object) => Object.entries(object).sort();

async function session() {
  await client.connect();
  await show('flushAll', () => client.flushAll());
  await show('get absent', () => client.get('absent'));
  await show('set', () => client.set('name', 'Ada', { expiration: { type: 'EX', value: 1000 } }));
  await show('get', () => client.get('name'));
  await show('set nx', () => client.set('name', 'x', { condition: 'NX' }));
  await show('set get', () => client.set('name', 'Grace', { expiration: 'KEEPTTL', GET: true }));
  await show('ttl', async () => [999, 1000].includes(await client.ttl('name')));
  await show('persist', () => client.persist('name'));
  await show('mSet', () => client.mSet({ a: '1', b: '2' }));
  await show('mGet', () => client.mGet(['a', 'b', 'absent']));
  await show('incrBy', () => client.incrBy('a', 9));
  await show('incrByFloat', () => client.incrByFloat('b', 0.5));
  await show('incr of text', () => client.incr('name'));
  await show('unicode', () => client.set('schlüssel', 'größe'));
  await show('get unicode', () => client.get('schlüssel'));
  await show('set large', () => client.set('large', 'x'.repeat(1024 * 1024 - 1024)));
  await show('get large', () => client.get('large'));

  await show('rPush', () => client.rPush('list', ['a', 'b', 'c']));
  await show('lRange', () => client.lRange('list', 0, -1));
  await show('lPopCount', () => client.lPopCount('list', 2));
  await show('lPos', () => client.lPos('list', 'c'));
  await show('hSet', () => client.hSet('hash', { f1: 'v1', f2: '2' }));
  await show('hGetAll', () => client.hGetAll('hash'), entries);
  await show('hIncrBy', () => client.hIncrBy('hash', 'f2', 5));
  await show('hmGet', () => client.hmGet('hash', ['f1', 'absent']));
  await show('sAdd', () => client.sAdd('set', ['a', 'b', 'c']));
  await show('sMembers', () => client.sMembers('set'), sorted);
  await show('sIsMember', () => client.sIsMember('set', 'a'));
  await show('sInter', () => client.sInter(['set', 'absent']), sorted);
  await show('zAdd', () => client.zAdd('zset', [{ score: 1, value: 'one' }, { score: 2.5, value: 'two' }]));
  await show('zRangeWithScores', () => client.zRangeWithScores('zset', 0, -1));
  await show('zScore', () => client.zScore('zset', 'two'));
  await show('zScore absent', () => client.zScore('zset', 'absent'));
  await show('zIncrBy', () => client.zIncrBy('zset', 1.5, 'one'));
  await show('zRank', () => client.zRank('zset', 'one'));
  await show('zPopMin', () => client.zPopMin('zset'));
  await show('zmScore', () => client.zmScore('zset', ['one', 'two', 'absent']));
  await show('wrong type', () => client.get('list'));
  await show('type', () => client.type('hash'));
  await show('exists', () => client.exists(['a', 'b', 'absent']));

  const many = await Promise.all(Array.from({ length: 300 }, (_, i) => client.set(`many:${i}`, String(i))));
  console.log(`many: ${many.length}`);
  const found = [];
  for await (const some of client.scanIterator({ MATCH: 'many:*', COUNT: 13 })) {
    found.push(...some);
  }

  console.log(`scanIterator: ${new Set(found).size}`);
  const fields = [];
  for await (const some of client.hScanIterator('hash')) {
    fields.push(...some.map(({ field, value }) => `${field}=${value}`));
  }

  console.log(`hScanIterator: ${fields.sort()}`);
  await show('dbSize', () => client.dbSize());
  await show('info', async () => (await client.info()).includes('redis_version:'));
  await show('configGet', () => client.configGet('maxmemory-policy'), (map) => Object.keys(map));
  await show('clientSetName', () => client.clientSetName('session'));
  await show('clientGetName', () => client.clientGetName());
  await show('time', async () => (await client.time()) !== null);
  await show('unknown command', () => client.sendCommand(['NOSUCH', 'a']));
  await show('sendCommand', () => client.sendCommand(['ECHO', 'hello']));
  await show('del', () => client.del(['a', 'b', 'absent']));
  await show('flushDb', () => client.flushDb());
}

session().then(() => client.close(), (failure) => {
  console.error(failure);
  process.exit(1);
});
