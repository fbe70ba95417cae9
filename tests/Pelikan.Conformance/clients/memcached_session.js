// A realistic session of the npm client `memcached` against the server under test: memcached_session.js HOST PORT.
'use strict';

const assert = require('node:assert');
const { promisify } = require('node:util');
const Memcached = require('memcached');

const [host, port] = process.argv.slice(2);
const client = new Memcached(`${host}:${port}`, { retries: 0, timeout: 10000, poolSize: 8, maxValue: 2 * 1024 * 1024 });
const call = (name, ...args) => promisify(client[name].bind(client))(...args);

async function session() {
  await call('flush');

  assert.strictEqual(await call('get', 'absent'), undefined);
  assert.strictEqual(await call('set', 'name', 'Ada', 60), true);
  assert.strictEqual(await call('get', 'name'), 'Ada');
  assert.strictEqual(await call('append', 'name', ' L.'), true);
  assert.strictEqual(await call('prepend', 'name', 'Lady '), true);
  assert.strictEqual(await call('get', 'name'), 'Lady Ada L.');
  console.log('strings passed');

  const document = { id: 7, tags: ['a', 'b'], nested: { deep: true } };
  assert.strictEqual(await call('set', 'doc', document, 60), true);
  assert.deepStrictEqual(await call('get', 'doc'), document);
  const blob = Buffer.from([0, 13, 10, 255, 13, 10, 0]);
  assert.strictEqual(await call('set', 'blob', blob, 60), true);
  assert.deepStrictEqual(await call('get', 'blob'), blob);
  console.log('objects and binary values passed');

  await assert.rejects(call('add', 'name', 'other', 60), /not stored/i);
  assert.strictEqual(await call('add', 'fresh', 'x', 60), true);
  await assert.rejects(call('replace', 'nobody', 'x', 60), /not stored/i);
  const held = await call('gets', 'fresh');
  assert.strictEqual(await call('cas', 'fresh', 'y', held.cas, 60), true);
  assert.strictEqual(await call('cas', 'fresh', 'z', held.cas, 60), false);
  assert.strictEqual(await call('get', 'fresh'), 'y');
  console.log('conditional stores passed');

  assert.strictEqual(await call('set', 'count', 10, 60), true);
  assert.strictEqual(await call('incr', 'count', 5), 15);
  assert.strictEqual(await call('decr', 'count', 3), 12);
  assert.strictEqual(await call('incr', 'nobody', 1), false);
  assert.strictEqual(await call('touch', 'count', 120), true);
  assert.strictEqual(await call('del', 'count'), true);
  assert.strictEqual(await call('del', 'count'), false);
  console.log('numbers, touch and delete passed');

  const keys = Array.from({ length: 100 }, (_, i) => `multi:${i}`);
  await Promise.all(keys.map((key, i) => call('set', key, `value ${i}`, 60)));
  const found = await call('getMulti', keys.concat('multi:absent'));
  assert.strictEqual(Object.keys(found).length, 100);
  assert.strictEqual(found['multi:42'], 'value 42');
  const large = 'x'.repeat(1000000);
  assert.strictEqual(await call('set', 'large', large, 60), true);
  assert.strictEqual(await call('get', 'large'), large);
  console.log('many keys and a large value passed');

  const [stats] = await call('stats');
  assert.ok(Number(stats.curr_items) >= 100, `curr_items is ${stats.curr_items}`);
  const [version] = await call('version');
  assert.ok(version.version, 'version');
  await call('settings');
  await call('items');
  await call('slabs');
  console.log('administration passed');

  await call('flush');
  assert.strictEqual(await call('get', 'doc'), undefined);
  console.log('all passed');
}

session().then(() => client.end(), (failure) => {
  console.error(failure);
  client.end();
  process.exit(1);
});
