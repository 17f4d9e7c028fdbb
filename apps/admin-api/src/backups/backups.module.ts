import { Module } from '@nestjs/common';
import { BackupDownload } from './backup-download.js';
import { BackupSchedule } from './backup-schedule.js';
import { BackupsController } from './backups.controller.js';
import { ConsoleBackups } from './backups.provider.js';
import { BackupsService } from './backups.service.js';

@Module({
  controllers: [BackupsController],
  providers: [ConsoleBackups, BackupsService, BackupDownload, BackupSchedule],
})
export class BackupsModule {}
