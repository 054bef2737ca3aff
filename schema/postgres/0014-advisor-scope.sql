-- Keys that may see what the advisor knows of accounts.
ALTER TABLE mcp.access_key DROP CONSTRAINT IF EXISTS access_key_scope_check;
ALTER TABLE mcp.access_key ADD CONSTRAINT access_key_scope_check CHECK (scope IN ('read', 'write', 'advisor', 'admin'));
