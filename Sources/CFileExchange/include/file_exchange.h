// Gives two files or folders each other's name, in one step. Returns 0; -1 with errno where the file system cannot do that.
int ipai_exchange(const char *one, const char *other);
