// What the containers' health checks run: exit 0 where the app answers that it is ready. The slim images have no curl.
const [port] = process.argv.slice(2);
const url = `http://127.0.0.1:${port}/ready`;
const answer = await fetch(url, { signal: AbortSignal.timeout(4000) }).catch((error) => ({ ok: false, status: error }));
if (!answer.ok) process.stdout.write(`${url}: ${answer.status}\n`);
process.exit(answer.ok ? 0 : 1);
