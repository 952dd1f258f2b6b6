-- Besides the trigger: the role that runs web and worker, which owns the table, has no right to change what is written.
-- A superuser has every right whatever is said here, of which `pinwatch doctor` tells.
REVOKE UPDATE, DELETE, TRUNCATE ON "audit_entry" FROM CURRENT_USER, PUBLIC;
