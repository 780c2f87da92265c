// Says whether the shell npm runs scripts with knows `exec`. Where it does, the launcher takes the shell's place,
// so that Ctrl-C and SIGTERM reach it also from an npm that somebody else started; a shell in between keeps a
// SIGINT to itself and dies of a SIGTERM without telling.
process.exit(process.platform === 'win32' ? 1 : 0);
