// Nest's packages are loaded as ES modules before the CommonJS throttler requires them; the other way round Jest reports
// "Cannot require() ES Module in a cycle".
import 'reflect-metadata';
import '@nestjs/common';
import '@nestjs/core';
