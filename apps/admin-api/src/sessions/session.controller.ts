import { Controller, Delete, Get, HttpCode, HttpStatus, Post, Req, Res } from '@nestjs/common';
import {
  type ChangePassword,
  changePasswordSchema,
  type Confirmation,
  confirmationSchema,
  type EnrolTotp,
  enrolTotpSchema,
  type SessionAnswer,
  type SignIn,
  signInSchema,
  type TotpEnrolment,
} from '@initialsdb/contracts/admin';
import { JsonBody } from '@initialsdb/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AllowAnyone, AllowSignedIn, CurrentSession } from '../access/access.guard.js';
import { clearSessionCookie, readSessionCookie, setSessionCookie } from './session-cookie.js';
import type { Session } from './session-store.js';
import { SessionService } from './session.service.js';
import { SignInService } from './sign-in.service.js';

type Reply = FastifyReply;

@Controller('api/session')
export class SessionController {
  constructor(
    private readonly signIns: SignInService,
    private readonly sessions: SessionService,
  ) {}

  @Post()
  @AllowAnyone()
  async signIn(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: Reply,
    @JsonBody(signInSchema) credentials: SignIn,
  ): Promise<SessionAnswer> {
    const { user, token } = await this.signIns.signIn(request.client, credentials, readSessionCookie(request));
    setSessionCookie(request, reply, token);
    return this.sessions.answer({ user, confirmedAt: new Date() });
  }

  @Get()
  @AllowSignedIn({ evenWithoutTotp: true })
  read(@CurrentSession() session: Session): SessionAnswer {
    return this.sessions.answer(session);
  }

  @Delete()
  @AllowAnyone()
  @HttpCode(HttpStatus.NO_CONTENT)
  async signOut(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: Reply): Promise<void> {
    await this.sessions.end(readSessionCookie(request));
    clearSessionCookie(request, reply);
  }

  @Post('confirmation')
  @AllowSignedIn({ evenWithoutTotp: true })
  @HttpCode(HttpStatus.NO_CONTENT)
  confirm(
    @Req() request: FastifyRequest,
    @CurrentSession() session: Session,
    @JsonBody(confirmationSchema) confirmation: Confirmation,
  ): Promise<void> {
    return this.sessions.confirm(request.client, session, confirmation);
  }

  @Post('password')
  @AllowSignedIn({ evenWithoutTotp: true })
  @HttpCode(HttpStatus.NO_CONTENT)
  async changePassword(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: Reply,
    @CurrentSession() session: Session,
    @JsonBody(changePasswordSchema) change: ChangePassword,
  ): Promise<void> {
    setSessionCookie(request, reply, await this.sessions.changePassword(request.client, session, change));
  }

  @Post('totp')
  @AllowSignedIn({ evenWithoutTotp: true })
  async enrolTotp(
    @Res({ passthrough: true }) reply: Reply,
    @CurrentSession() session: Session,
    @JsonBody(enrolTotpSchema) enrolment: EnrolTotp,
  ): Promise<TotpEnrolment | SessionAnswer> {
    void reply.code(enrolment.code === undefined ? HttpStatus.CREATED : HttpStatus.OK);
    return this.sessions.enrolTotp(session, enrolment);
  }

  @Delete('totp')
  @AllowSignedIn()
  @HttpCode(HttpStatus.NO_CONTENT)
  removeTotp(@CurrentSession() session: Session): Promise<void> {
    return this.sessions.removeTotp(session);
  }
}
