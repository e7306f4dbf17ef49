/// <reference types="vitest/config" />
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [react()],
  // Files carry a hash in their names and are served for a year under /static/.
  build: { outDir: 'dist', assetsDir: 'static', target: 'es2022', modulePreload: { polyfill: false } },
  server: { proxy: { '/api': 'http://localhost:10350', '/ws': { target: 'ws://localhost:10350', ws: true } } },
  test: { environment: 'jsdom' },
});
