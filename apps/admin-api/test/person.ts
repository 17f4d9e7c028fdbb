import type supertest from 'supertest';

type Method = 'get' | 'post' | 'patch' | 'delete';

/** Somebody in front of the console: requests of the console's own page, with the session's cookie where there is one. */
export class Person {
  /** As a browser would send it. */
  readonly cookie: string;

  /** @param setCookie the header that a sign-in was answered with */
  constructor(
    private readonly http: ReturnType<typeof supertest>,
    setCookie = '',
  ) {
    this.cookie = setCookie.split(';', 1)[0] ?? '';
  }

  get(path: string): supertest.Test {
    return this.send('get', path);
  }

  post(path: string, body: object = {}): supertest.Test {
    return this.send('post', path).send(body);
  }

  patch(path: string, body: object): supertest.Test {
    return this.send('patch', path).send(body);
  }

  delete(path: string): supertest.Test {
    return this.send('delete', path);
  }

  send(method: Method, path: string): supertest.Test {
    const request = this.http[method](path).set('sec-fetch-site', 'same-origin');
    return this.cookie === '' ? request : request.set('cookie', this.cookie);
  }
}
