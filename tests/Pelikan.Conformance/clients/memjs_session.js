// A realistic session of the npm client `memjs`, which speaks the binary protocol: memjs_session.js HOST PORT [USER PASSWORD]. Prints what every call came to.
'use strict';

const memjs = require('memjs');

const [host, port, username, password] = process.argv.slice(2);
const client = memjs.Client.create(`${host}:${port}`, { retries: 1, timeout: 5, conntimeout: 5, username, password, logger: { log: () => {} } });

function text(result) {
  if (result === null || typeof result !== 'object') {
    return JSON.stringify(result);
  }

  const value = result.value;
  if (typeof value === 'number') {
    return JSON.stringify({ success: result.success, value });
  }

  const shown = value === null || value === undefined ? value : value.length > 100 ? `${value.length} of ${value.toString('latin1', 0, 1)}` : value.toString('latin1');
  return JSON.stringify({ value: shown, flags: result.flags ? result.flags.toString('hex') : null });
}

async function show(name, call) {
  try {
    const result = await call();
    console.log(`${name}: ${text(result)}`);
  } catch (failure) {
    console.log(`${name}: ${failure.message}`);
  }
}

async function session() {
  await show('flush', () => new Promise((resolve) => client.flush((failure) => resolve(failure === null || failure === undefined))));
  await show('get absent', () => client.get('absent'));
  await show('set', () => client.set('name', 'Ada', { expires: 1000 }));
  await show('get', () => client.get('name'));
  await show('set bytes', () => client.set('raw', Buffer.from([0, 13, 10, 255]), {}));
  await show('get bytes', () => client.get('raw'));
  await show('add present', () => client.add('name', 'x', {}));
  await show('add absent', () => client.add('fresh', 'new', {}));
  await show('replace absent', () => client.replace('nobody', 'x', {}));
  await show('replace present', () => client.replace('fresh', 'newer', {}));
  await show('append', () => client.append('fresh', '!'));
  await show('prepend', () => client.prepend('fresh', '?'));
  await show('append absent', () => client.append('nobody', '!'));
  await show('get fresh', () => client.get('fresh'));
  await show('delete', () => client.delete('fresh'));
  await show('delete again', () => client.delete('fresh'));
  await show('touch', () => client.touch('name', 500));
  await show('touch absent', () => client.touch('nobody', 500));
  await show('increment creates', () => client.increment('hits', 5, { initial: 10000, expires: 1000 }));
  await show('increment', () => client.increment('hits', 5, { initial: 0 }));
  await show('decrement', () => client.decrement('hits', 3, { initial: 0 }));
  await show('increment text', () => client.increment('name', 1, { initial: 0 }));
  for (const size of [0, 1, 5000, 65536, 1024 * 1024 - 1024]) {
    await show(`set ${size} bytes`, () => client.set('sized', 's'.repeat(size), {}));
    await show(`get ${size} bytes`, () => client.get('sized'));
  }

  await show('set too large', () => client.set('sized', 's'.repeat(2 * 1024 * 1024), {}));
  await show('set behind it', () => client.set('after', 'ok', {}));
  const keys = Array.from({ length: 200 }, (_, i) => `many:${i}`);
  await Promise.all(keys.map((key, i) => client.set(key, `value ${i}`, { expires: 1000 })));
  const found = await Promise.all(keys.map((key) => client.get(key)));
  console.log(`many: ${found.filter((item, i) => item.value.toString() === `value ${i}`).length}`);
  await new Promise((resolve) => client.stats((failure, server, stats) => {
    console.log(`stats: ${failure}, ${stats !== null && 'curr_items' in stats}`);
    resolve();
  }));
}

session().then(() => client.close(), (failure) => {
  console.error(failure);
  process.exit(1);
});
