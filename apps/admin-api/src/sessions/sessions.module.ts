import { Global, Module } from '@nestjs/common';
import { TotpService } from '../totp/totp.service.js';
import { SessionController } from './session.controller.js';
import { SessionService } from './session.service.js';
import { SessionStore } from './session-store.js';
import { SignInService } from './sign-in.service.js';

/** Global, because every route asks for the session. */
@Global()
@Module({
  controllers: [SessionController],
  providers: [SessionStore, SignInService, SessionService, TotpService],
  exports: [SessionStore],
})
export class SessionsModule {}
