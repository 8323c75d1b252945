#!/usr/bin/env node
import { readSettings } from '../src/settings.js'

/** Ends with 0 when the site of these settings answers on this machine, else with 1: for containers. */
const { port, basePath } = readSettings({})
const answer = await fetch(`http://127.0.0.1:${port}${basePath}/healthz`).catch(() => null)
process.exitCode = answer?.ok ? 0 : 1
