// The full id of the commit this build was made from, "-modified" appended when the work tree had changes.
const char *ipai_build_commit(void);
